package io.walgateway.cli.terminal;

import io.walgateway.core.text.NearestKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The conventions of all commands: one style of help, of errors and of exit codes. */
public final class Tree {

    private static final int WIDTH = 120;

    private Tree() {}

    /** Applies these conventions to a command and to all commands below it. */
    public static CommandLine finish(CommandLine line, Terminal terminal) {
        line.setExecutionExceptionHandler((failure, _, _) -> explain(failure, terminal));
        line.setParameterExceptionHandler((misuse, _) -> misused(misuse, terminal));
        line.setUsageHelpWidth(WIDTH);
        line.setUsageHelpLongOptionsMaxWidth(WIDTH / 3);
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // An option must be a word of its own: -hello must not be read as -h, because a write would then print help,
        // report success and write nothing.
        line.setPosixClusteredShortOptionsAllowed(false);
        line.setErr(terminal.err());
        line.setOut(terminal.out());
        helpful(line);
        return line;
    }

    private static void helpful(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this.")
                    .build());
        }
        spec.usageMessage()
                .sortOptions(false)
                .synopsisHeading("usage: ")
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .commandListHeading("%n")
                .footerHeading("%n");
        line.getSubcommands().values().forEach(Tree::helpful);
    }

    /**
     * Expected failures are reported in their own words. Any other failure is our own fault, and is shown with its
     * stack trace.
     */
    private static int explain(Exception failure, Terminal terminal) {
        if (failure instanceof CliException foreseen) {
            terminal.complain("wal: " + foreseen.getMessage());
            return foreseen.exitCode();
        }
        terminal.complain("wal: this is a fault of the program itself:");
        failure.printStackTrace(terminal.err());
        return ExitCode.FAULT.code();
    }

    private static int misused(ParameterException misuse, Terminal terminal) {
        CommandLine command = misuse.getCommandLine();
        terminal.complain("wal: " + message(misuse));
        terminal.note("%s%n./wal %s shows more"
                .formatted(
                        command.getHelp().synopsisHeading()
                                + command.getHelp()
                                        .synopsis(command.getHelp().synopsisHeadingLength())
                                        .stripTrailing(),
                        path(command) + "--help"));
        return ExitCode.MISUSED.code();
    }

    private static String path(CommandLine command) {
        String below = command.getCommandSpec().qualifiedName().replaceFirst("^\\S+ ?", "");
        return below.isEmpty() ? "" : below + " ";
    }

    private static String message(ParameterException misuse) {
        if (!(misuse instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(misuse.getMessage());
        }
        CommandLine command = misuse.getCommandLine();
        String word = unmatched.getUnmatched().getFirst();
        if (word.startsWith("-") && word.length() > 1) {
            List<String> options = command.getCommandSpec().options().stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .toList();
            return "%s: no such option of %s%s"
                    .formatted(
                            word,
                            command.getCommandSpec().qualifiedName(),
                            nearest(word.replaceFirst("=.*", ""), options));
        }
        Set<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "%s: one argument too many for %s"
                        .formatted(word, command.getCommandSpec().qualifiedName())
                : noSuchCommand(word, commands);
    }

    /** The error for a word that is none of these commands; suggests the command that was probably meant. */
    public static String noSuchCommand(String word, Set<String> commands) {
        return "%s: no such command%s (expected: one of %s)"
                .formatted(
                        word,
                        nearest(word, List.copyOf(commands)),
                        commands.stream().sorted().collect(Collectors.joining(", ")));
    }

    /** Two letters in three must match: for a short word, half would match almost anything. */
    private static String nearest(String word, List<String> known) {
        return NearestKey.of(word, known)
                .filter(near ->
                        near.length() >= 3 && common(word, near) * 3 >= Math.max(word.length(), near.length()) * 2)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    /** The length of the longest common subsequence. */
    private static int common(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int row = 1; row <= one.length(); row++) {
            int diagonal = 0;
            for (int column = 1; column <= other.length(); column++) {
                int best = one.charAt(row - 1) == other.charAt(column - 1)
                        ? diagonal + 1
                        : Math.max(above[column], above[column - 1]);
                diagonal = above[column];
                above[column] = best;
            }
        }
        return above[other.length()];
    }
}
