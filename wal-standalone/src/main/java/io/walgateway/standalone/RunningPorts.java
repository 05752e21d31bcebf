package io.walgateway.standalone;

import io.walgateway.cli.terminal.CliException;

/** Where the stack on a folder listens. */
final class RunningPorts {

    private RunningPorts() {}

    /** @throws CliException if none was started there, or it was ended */
    static Ports of(DataFolder data) {
        return RunRecord.read(data)
                .map(record -> new Ports(record.portBase()))
                .orElseThrow(() -> new CliException(
                        "no stack runs on %s (expected: one; ./wal up starts it)".formatted(data.path())));
    }
}
