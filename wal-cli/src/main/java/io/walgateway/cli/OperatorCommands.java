package io.walgateway.cli;

import io.walgateway.cli.delayed.DelayedCommands;
import io.walgateway.cli.kv.KvCommands;
import io.walgateway.cli.letters.LettersCommands;
import io.walgateway.cli.namespace.NamespaceCommands;
import io.walgateway.cli.sets.SetsCommands;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.token.TokenCommands;
import io.walgateway.cli.write.WriteCommand;
import java.time.InstantSource;
import picocli.CommandLine;

/** The commands that talk to a control plane, a server or a Key-Value service, wherever these run. */
public final class OperatorCommands {

    private OperatorCommands() {}

    /** Adds the commands to the tree. */
    public static void addTo(CommandLine line, Terminal terminal, InstantSource clock) {
        line.addSubcommand(new WriteCommand(terminal));
        line.addSubcommand(LettersCommands.group(terminal));
        line.addSubcommand(SetsCommands.group(terminal));
        line.addSubcommand(DelayedCommands.group(terminal));
        line.addSubcommand(NamespaceCommands.group(terminal));
        line.addSubcommand(KvCommands.group(terminal, clock));
        line.addSubcommand(TokenCommands.group(terminal));
    }
}
