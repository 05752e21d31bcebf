package io.walgateway.cli;

import io.walgateway.cli.terminal.Group;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.terminal.Tree;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import picocli.CommandLine;

/** The operators' commands under a root of their own. */
final class TestTree {

    private TestTree() {}

    static CommandLine line(Writer out, Writer err) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
        CommandLine line = Group.of("wal", "The operators' commands.");
        OperatorCommands.addTo(line, terminal, InstantSource.system());
        return Tree.finish(line, terminal);
    }
}
