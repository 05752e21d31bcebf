package io.walgateway.plugin.kafka.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failed sends of which it is not known yet whether they left the producer. In one round, the producer picks batches,
 * fails the expired ones, and only then counts and sends all that it picked, failed or not. A batch that was ready and
 * expired at the same time is thus sent after it has failed. When the round is over, the count is certain.
 */
final class UnresolvedSends {
    private static final Logger LOG = LoggerFactory.getLogger(UnresolvedSends.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    /** How long the producer may wait for answers before its round is over. Then the send's result stays open. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ClusterProducer cluster;
    private final DoubleSupplier rounds;
    private final List<Open> open = new ArrayList<>();
    private boolean watching;

    private record Open(double round, long sinceNanos, Consumer<Boolean> decision) {}

    /** @param rounds the number of rounds that the producer has ended */
    UnresolvedSends(ClusterProducer cluster, DoubleSupplier rounds) {
        this.cluster = cluster;
        this.rounds = rounds;
    }

    /**
     * Decides about a failed send when the current round is over. Called on the producer's own thread.
     *
     * @param decision called once, on another thread: with true when the round is over, with false when that takes too
     *                 long or the client closes
     */
    synchronized void afterThisRound(Consumer<Boolean> decision) {
        open.add(new Open(rounds.getAsDouble(), System.nanoTime(), decision));
        if (!watching) {
            watching = true;
            Thread.ofVirtual().name("kafka-undecided").start(this::watch);
        }
    }

    private void watch() {
        boolean closing = false;
        while (!isIdle()) {
            double now = rounds.getAsDouble();
            for (Open one : takeDecidable(now, closing)) {
                decide(one, one.round() < now);
            }
            closing = cluster.awaitClosing(LOOK_AGAIN);
        }
    }

    /** A decision that fails must not keep the others from being called. */
    private static void decide(Open one, boolean over) {
        try {
            one.decision().accept(over);
        } catch (RuntimeException e) {
            LOG.error("Expected to tell what became of a send, but failed", e);
        }
    }

    /** The caller runs these decisions outside of the lock: a callback on a result may append again at once. */
    private synchronized List<Open> takeDecidable(double now, boolean closing) {
        List<Open> taken = open.stream()
                .filter(one ->
                        closing || one.round() < now || System.nanoTime() - one.sinceNanos() > PATIENCE.toNanos())
                .toList();
        open.removeAll(taken);
        return taken;
    }

    private synchronized boolean isIdle() {
        watching = !open.isEmpty();
        return !watching;
    }
}
