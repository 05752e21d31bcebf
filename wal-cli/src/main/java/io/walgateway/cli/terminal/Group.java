package io.walgateway.cli.terminal;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups commands; it does nothing itself. */
@Command
public final class Group implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Group() {}

    /** Creates a command of this name that only groups these commands. */
    public static CommandLine of(String name, String description, Object... commands) {
        CommandLine line = new CommandLine(new Group()).setCommandName(name);
        line.getCommandSpec().usageMessage().description(description);
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command given (expected: one of "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
