package io.walgateway.standalone.checkout;

import io.walgateway.cli.terminal.Group;
import io.walgateway.standalone.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands of the checkout. */
public final class CheckoutCommands {

    private CheckoutCommands() {}

    public static void addTo(CommandLine line, Console console) {
        line.addSubcommand(new SimCommand());
        line.addSubcommand(new ChaosCommand());
        line.addSubcommand(new CheckHistoryCommand());
        line.addSubcommand(new FuzzCommand());
        line.addSubcommand(new BenchCommand());
        line.addSubcommand(Group.of(
                "example",
                "Run an example against the stack that up has started.",
                new SpreadDeletesCommand(),
                new ReplicationCommand(),
                new EntropyCommand()));
        line.addSubcommand(new TestCommand());
        line.addSubcommand(new FmtCommand());
        line.addSubcommand(new DoctorCommand(console));
    }

    @Command(
            name = "test",
            description =
                    "Build everything and run all tests, as CI does. On Debian as root it installs what they need.",
            footer = {
                "Tests use containers where a container engine answers, else processes of this machine. Ends with a summary, and",
                "fails also if a process that a test started still runs. Maven's full output is in .wal/test.log."
            })
    static final class TestCommand extends CheckoutCommand {}

    @Command(name = "fmt", description = "Format all Java sources.")
    static final class FmtCommand extends CheckoutCommand {}
}
