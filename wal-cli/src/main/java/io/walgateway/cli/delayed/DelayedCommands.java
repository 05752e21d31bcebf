package io.walgateway.cli.delayed;

import io.walgateway.cli.terminal.Group;
import io.walgateway.cli.terminal.Terminal;
import picocli.CommandLine;

/** All commands on delayed messages. */
public final class DelayedCommands {

    private DelayedCommands() {}

    public static CommandLine group(Terminal terminal) {
        return Group.of(
                "delayed",
                "Count what waits for its due time, and take it back.",
                new DelayedCount(terminal),
                new DelayedCancel(terminal));
    }
}
