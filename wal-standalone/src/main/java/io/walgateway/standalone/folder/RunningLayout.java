package io.walgateway.standalone.folder;

import io.walgateway.cli.terminal.CliException;

/** Finds the ports of the stack on a folder. */
public final class RunningLayout {

    private RunningLayout() {}

    /**
     * The ports of the stack that runs on a data folder.
     *
     * @throws CliException if no stack was started on the folder, or it was ended
     */
    public static Layout of(DataFolder data) {
        return RunRecord.read(data)
                .map(RunRecord::layout)
                .orElseThrow(() -> new CliException(
                        "no stack runs on %s (expected: one; ./wal up starts it)".formatted(data.path())));
    }
}
