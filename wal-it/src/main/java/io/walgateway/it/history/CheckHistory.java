package io.walgateway.it.history;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.terminal.Tree;
import io.walgateway.config.Platform;
import io.walgateway.standalone.checkout.CheckHistoryCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/**
 * Prints the verdict on the history files in a directory, and on those in each of its subdirectories. Exit code 0:
 * every promise was kept; 1: one was not; 2: there is no history that could be judged.
 */
public final class CheckHistory extends CheckHistoryCommand {
    private CheckHistory() {}

    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return Tree.finish(new CommandLine(new CheckHistory()), Terminal.system())
                .execute(arguments);
    }

    @Override
    public Integer call() {
        try {
            return judge(directory, System.out) ? 0 : 1;
        } catch (IOException | MalformedHistoryException e) {
            throw CliException.misused(directory + ": " + e.getMessage());
        }
    }

    /**
     * Judges all histories in the directory.
     *
     * @return true if every promise was kept
     * @throws MalformedHistoryException when there is none, or one cannot be judged
     */
    public static boolean judge(Path directory, PrintStream out) throws IOException {
        List<Path> histories = HistoryFiles.histories(directory);
        if (histories.isEmpty()) {
            throw new MalformedHistoryException("no file ends in " + HistoryFiles.SUFFIX + " (expected: at least one)");
        }
        boolean kept = true;
        for (Path history : histories) {
            if (!history.equals(directory)) {
                out.println(directory.relativize(history) + ":");
            }
            Verdict verdict = HistoryChecker.check(HistoryFiles.readAll(history));
            out.print(verdict);
            kept &= verdict.isKept();
        }
        return kept;
    }
}
