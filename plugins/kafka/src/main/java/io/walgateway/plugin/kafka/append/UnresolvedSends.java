package io.walgateway.plugin.kafka.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends that have ended, while what the producer has sent cannot be told yet. In one round, the producer takes up batches,
 * then fails those whose time is over, and only then counts and sends what it has taken up, failed or not. So a batch
 * that was ready and overdue at once goes out after it was failed. When the round is over, the count tells.
 */
final class UnresolvedSends {
    private static final Logger LOG = LoggerFactory.getLogger(UnresolvedSends.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    /** The producer may wait so long for answers before its round is over; then it stays open what became of the send. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ClusterProducer cluster;
    private final DoubleSupplier rounds;
    private final List<Open> open = new ArrayList<>();
    private boolean watching;

    private record Open(double round, long sinceNanos, Consumer<Boolean> decision) {}

    /** @param rounds how many the producer has ended */
    UnresolvedSends(ClusterProducer cluster, DoubleSupplier rounds) {
        this.cluster = cluster;
        this.rounds = rounds;
    }

    /**
     * Called on the producer's own thread.
     *
     * @param decision called once, on another thread: with true when the round is over, with false when that takes too long
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

    /** Whatever one of them does with it, the others are to be told, too. */
    private static void decide(Open one, boolean over) {
        try {
            one.decision().accept(over);
        } catch (RuntimeException e) {
            LOG.error("Expected to tell what became of a send, but failed", e);
        }
    }

    /** To be told outside of the lock: whoever waits for the result may append again at once. */
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
