package io.walgateway.standalone.checkout;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./wal check-history}. */
@Command(
        name = "check-history",
        description = "Judge recorded histories, such as chaos leaves, again.",
        footer = "Exit code 0: every promise was kept; 1: one was not; 2: there is nothing that could be judged.")
public class CheckHistoryCommand extends CheckoutCommand {

    @Parameters(
            paramLabel = "DIR",
            description =
                    "A folder with files that end in .history.jsonl, or with folders that have such files; each is"
                            + " judged by itself.")
    protected Path directory = Path.of("");
}
