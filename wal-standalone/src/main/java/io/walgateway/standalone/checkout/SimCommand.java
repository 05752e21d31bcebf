package io.walgateway.standalone.checkout;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wal sim}. */
@Command(
        name = "sim",
        description = {
            "Run the core of the consumer, the append path and mutation sets in virtual time, with faults, and hold each run"
                    + " against the promises."
        },
        footer = {
            "In a run, several consumer processes and producers work on one log in one thread. Processes are killed and",
            "restarted, slices are revoked and lost, commits, appends and dead letters fail or come late, targets are away,",
            "slow or unsure, clocks jump, and the configuration changes. When the faults have ended, everything must be",
            "settled in bounded time. For mutation sets, servers, consumers and sweepers share one storage, and are killed",
            "between any two requests to it. Of the first seed that breaks a promise, the shortest history is shown that was found",
            "to break it, too. Exit code 0: every promise was kept; 1: one was not."
        })
public class SimCommand extends CheckoutCommand {

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "So many runs, each from a seed of its own (default: 1000); some thousand take a minute.")
    protected long seeds = 1000;

    @Option(
            names = "--start",
            paramLabel = "S",
            description = "The first of these seeds (default: 1); the others follow it.")
    protected long start = 1;

    @Option(names = "--seed", paramLabel = "S", description = "This seed alone; the same seed is always the same run.")
    protected @Nullable Long seed;

    @Option(names = "--messages", description = "Only single messages, no mutation sets.")
    protected boolean messages;

    @Option(names = "--sets", description = "Only mutation sets.")
    protected boolean sets;

    @Option(
            names = "--verbose",
            description = "With --seed: the whole history, also of a run that keeps every promise.")
    protected boolean verbose;
}
