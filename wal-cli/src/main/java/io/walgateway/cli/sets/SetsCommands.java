package io.walgateway.cli.sets;

import io.walgateway.cli.terminal.Group;
import io.walgateway.cli.terminal.Terminal;
import picocli.CommandLine;

/** All commands on mutation sets. */
public final class SetsCommands {

    private SetsCommands() {}

    public static CommandLine group(Terminal terminal) {
        return Group.of(
                "sets",
                "List and show mutation sets that are open, stuck or dead-lettered.",
                new SetsList(terminal),
                new SetsShow(terminal));
    }
}
