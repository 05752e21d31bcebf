package io.walgateway.standalone.command;

import io.walgateway.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Groups the commands; on its own it lists them. */
@Command(
        name = "wal",
        description =
                "WAL Gateway: one gRPC call and a write is durable in a queue; consumers deliver it to its targets.",
        footer = "./wal COMMAND --help tells more about a command. Exit codes: docs/command-line.md.",
        versionProvider = RootCommand.Version.class)
public final class RootCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Creates the command with its own option; no command below it has an option of this name. */
    public static CommandLine line() {
        CommandLine line = new CommandLine(new RootCommand());
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        return line;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE.code();
    }

    /** The version of the jar that contains this class. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"wal " + (version == null ? "(built from classes)" : version)};
        }
    }
}
