package io.walgateway.it.history;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Prints the verdict on the history files in a directory. Exit value 0: every promise was kept; 1: one was not; 2: there
 * is no history that could be judged.
 */
public final class CheckHistory {
    private CheckHistory() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        if (arguments.length != 1) {
            System.err.println("Usage: CheckHistory DIRECTORY (with files that end in " + HistoryFiles.SUFFIX + ")");
            return 2;
        }
        try {
            Verdict verdict = HistoryChecker.check(HistoryFiles.readAll(Path.of(arguments[0])));
            System.out.print(verdict);
            return verdict.isKept() ? 0 : 1;
        } catch (IOException | MalformedHistoryException e) {
            System.err.println(arguments[0] + ": " + e.getMessage());
            return 2;
        }
    }
}
