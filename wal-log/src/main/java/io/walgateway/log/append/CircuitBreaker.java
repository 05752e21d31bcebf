package io.walgateway.log.append;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A circuit breaker: whether a queue took the last append. While it did not, the queue is spared, except for one append at
 * each interval that probes it. Safe for any number of threads.
 */
final class CircuitBreaker {
    /** Short enough that a queue which is back soon has its writes again, long enough that few writes wait for one that is not. */
    static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    private static final long PRESENT = Long.MIN_VALUE;

    private final InstantSource clock;
    private final AtomicLong probeAtMillis = new AtomicLong(PRESENT);

    CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether to give it an append; true for a queue that is away means that this append tries whether it is back. */
    boolean tryAcquire() {
        long probeAt = probeAtMillis.get();
        return probeAt == PRESENT || (clock.millis() >= probeAt && probeAtMillis.compareAndSet(probeAt, nextProbe()));
    }

    void recordSuccess() {
        if (probeAtMillis.get() != PRESENT) {
            probeAtMillis.set(PRESENT);
        }
    }

    void recordFailure() {
        probeAtMillis.set(nextProbe());
    }

    private long nextProbe() {
        return clock.millis() + PROBE_INTERVAL.toMillis();
    }
}
