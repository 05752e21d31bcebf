package io.walgateway.log.append;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A circuit breaker for one queue. After a failed append the queue gets only one append per interval, as a probe, until
 * one succeeds. Safe for any number of threads.
 */
final class CircuitBreaker {
    /**
     * Short enough that a queue which recovers soon gets its writes again, long enough that few writes wait for one
     * that does not.
     */
    static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    private static final long PRESENT = Long.MIN_VALUE;

    private final InstantSource clock;
    private final AtomicLong probeAtMillis = new AtomicLong(PRESENT);

    CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /** True if the queue may get an append. While the queue is away, this append is the probe. */
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
