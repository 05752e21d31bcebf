package io.walgateway.producer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a queue took what it was last given. One that did not is left alone, but for one append at a time that tries
 * whether it is back. Safe for any number of threads.
 */
final class Presence {
    /** Short enough that a queue which is back soon has its writes again, long enough that few writes wait for one that is not. */
    static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    private static final long PRESENT = Long.MIN_VALUE;

    private final InstantSource clock;
    private final AtomicLong probeAtMillis = new AtomicLong(PRESENT);

    Presence(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether to give it an append; true for a queue that is away means that this append tries whether it is back. */
    boolean mayTry() {
        long probeAt = probeAtMillis.get();
        return probeAt == PRESENT || (clock.millis() >= probeAt && probeAtMillis.compareAndSet(probeAt, nextProbe()));
    }

    void tookIt() {
        if (probeAtMillis.get() != PRESENT) {
            probeAtMillis.set(PRESENT);
        }
    }

    void didNot() {
        probeAtMillis.set(nextProbe());
    }

    private long nextProbe() {
        return clock.millis() + PROBE_INTERVAL.toMillis();
    }
}
