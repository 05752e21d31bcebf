package io.walgateway.standalone.checkout;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./wal example spread-deletes}. The example depends on the client alone, so its options are declared here a
 * second time.
 */
@Command(
        name = "spread-deletes",
        description =
                "Write a burst of deletes to a namespace with delay.random, and watch them arrive at its target: a flat"
                        + " curve instead of a peak, drawn as text and as a picture, with its flatness (the highest second over"
                        + " the mean).",
        footer = {
            "It leaves a namespace spread-deletes and a topic spread-deletes-out. The sources are in examples/.",
            "Exit code 0: all have arrived; 1: not."
        })
public class SpreadDeletesCommand extends CheckoutCommand {

    @Option(names = "--deletes", paramLabel = "N", description = "How many (default: 100000).")
    protected int deletes = 100_000;

    @Option(names = "--over", paramLabel = "SECONDS", description = "Over how long they are spread (default: 60).")
    protected int over = 60;

    @Option(names = "--port-base", paramLabel = "N", description = "As it was given to up (default: 7070).")
    protected int portBase = 7070;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Where the picture goes (default: .wal/spread-deletes.svg of the checkout).")
    protected Optional<Path> svg = Optional.empty();
}
