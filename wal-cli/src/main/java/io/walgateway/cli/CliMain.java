package io.walgateway.cli;

import io.walgateway.config.Platform;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What operators do from a command line. */
public final class CliMain {

    private CliMain() {}

    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(commandLine(Terminal.system()).execute(arguments));
    }

    /** All commands, which write there; {@link CommandLine#execute} returns the exit code. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(new Terminal(out, err));
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine letters = new CommandLine(new Group.DeadLetters());
        letters.addSubcommand(new LettersList(terminal));
        letters.addSubcommand(new LettersShow(terminal));
        letters.addSubcommand(new LettersPayload(terminal));
        letters.addSubcommand(new LettersSettle.Redrive(terminal));
        letters.addSubcommand(new LettersEdit(terminal));
        letters.addSubcommand(new LettersSettle.Discard(terminal));
        letters.addSubcommand(new LettersActions(terminal));
        letters.addSubcommand(new LettersAudit(terminal));
        CommandLine namespaces = new CommandLine(new Group.Namespace());
        namespaces.addSubcommand(new NamespaceList(terminal));
        namespaces.addSubcommand(new NamespaceGet(terminal));
        namespaces.addSubcommand(new NamespacePut(terminal));
        namespaces.addSubcommand(new NamespaceValidate(terminal));
        namespaces.addSubcommand(new NamespaceHistory(terminal));
        namespaces.addSubcommand(new NamespaceRollback(terminal));
        namespaces.addSubcommand(new NamespaceDelete(terminal));
        CommandLine line = new CommandLine(new Group.Wal());
        line.addSubcommand(letters);
        line.addSubcommand(namespaces);
        line.addSubcommand(new WriteCommand(terminal));
        line.setExecutionExceptionHandler((failure, _, _) -> explain(failure, terminal));
        requireWholeOptions(line);
        line.setErr(terminal.err());
        line.setOut(terminal.out());
        return line;
    }

    /**
     * Only the words that are options count as such: {@code -hello} is no way to write {@code -h}, and a command has no
     * version, for either would end a write with success and nothing written.
     */
    private static void requireWholeOptions(CommandLine line) {
        line.setPosixClusteredShortOptionsAllowed(false);
        for (CommandLine command : line.getSubcommands().values()) {
            Optional.ofNullable(command.getCommandSpec().findOption("--version"))
                    .ifPresent(command.getCommandSpec()::remove);
            requireWholeOptions(command);
        }
    }

    /** What is foreseen is told in its own words; anything else is a fault of ours and shows where. */
    private static int explain(Exception failure, Terminal terminal) {
        if (failure instanceof CliException foreseen) {
            terminal.complain("wal: " + foreseen.getMessage());
            return foreseen.exitCode();
        }
        failure.printStackTrace(terminal.err());
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Holds commands; does nothing by itself. */
    abstract static sealed class Group implements Runnable {

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(),
                    "no command given (expected: one of "
                            + String.join(", ", spec.subcommands().keySet()) + ")");
        }

        @Command(name = "wal", mixinStandardHelpOptions = true, description = "The command line of WAL Gateway.")
        static final class Wal extends Group {}

        @Command(
                name = "dead-letters",
                mixinStandardHelpOptions = true,
                description = "Lists, shows, edits, redrives and discards what could not be delivered.")
        static final class DeadLetters extends Group {}

        @Command(
                name = "namespace",
                mixinStandardHelpOptions = true,
                description = "Lists, shows, changes and deletes namespaces.")
        static final class Namespace extends Group {}
    }
}
