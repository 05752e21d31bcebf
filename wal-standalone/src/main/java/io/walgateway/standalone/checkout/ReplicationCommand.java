package io.walgateway.standalone.checkout;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wal example replication}. */
@Command(
        name = "replication",
        description =
                "Write in one region of a stack that up --regions has started, and draw how long each write takes to"
                        + " the other regions, second by second.",
        footer = {
            "The writers of the other regions append to a topic there. Try ./wal region slow, cut and heal in another terminal.",
            "It leaves a namespace replication-example and a topic replication-example-applied. The sources are in examples/.",
            "Exit code 0: all writes have arrived in all other regions; 1: some are missing."
        })
public class ReplicationCommand extends CheckoutCommand {

    @Option(names = "--rate", paramLabel = "N", description = "So many writes a second (default: 500).")
    protected int rate = 500;

    @Option(names = "--seconds", paramLabel = "S", description = "How long the lag counts (default: 30).")
    protected int seconds = 30;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "How long writes are made before the lag counts (default: 10).")
    protected int warmUp = 10;

    @Option(
            names = "--from",
            paramLabel = "REGION",
            description = "Where the writes are made (default: the first region).")
    protected Optional<String> from = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "S",
            description = "How long the last writes may take to arrive (default: 60).")
    protected int patience = 60;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The local stack's folder, as it was given to up (default: .wal/data of the checkout).")
    protected Optional<Path> data = Optional.empty();
}
