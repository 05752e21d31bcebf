package io.walgateway.standalone.checkout;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wal example entropy}. */
@Command(
        name = "entropy",
        description =
                "Write sets and deletes to a namespace with Cassandra and OpenSearch as targets, kill either in turn and"
                        + " start it again meanwhile, and compare both key by key.",
        footer = {
            "Needs a stack that was started by ./wal up --with opensearch. It leaves a namespace entropy-example, a table",
            "entropy.items and an index entropy. The sources are in examples/.",
            "Exit code 0: no key differs; 1: some do."
        })
public class EntropyCommand extends CheckoutCommand {

    @Option(names = "--changes", paramLabel = "N", description = "How many changes (default: 20000).")
    protected int changes = 20_000;

    @Option(names = "--keys", paramLabel = "N", description = "Of so many keys, at most 10000 (default: 2000).")
    protected int keys = 2_000;

    @Option(names = "--rate", paramLabel = "N", description = "So many changes a second (default: 500).")
    protected int rate = 500;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed has the same changes (default: a random one, which is printed).")
    protected @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The local stack's folder, as it was given to up (default: .wal/data of the checkout).")
    protected Optional<Path> data = Optional.empty();
}
