package io.walgateway.controlplane.letter.handling;

import java.time.Duration;
import java.util.Optional;

/** Limits letters to a rate per second. For one thread. */
final class Pace {

    private static final int LETTERS_AT_ONCE_MAX = 1000;
    private static final int STEPS_A_SECOND = 4;

    private final int rate;
    private long freeAtNanos;

    /**
     * @param rate     letters a second; empty: no limit
     * @param nowNanos of {@link System#nanoTime}
     */
    Pace(Optional<Integer> rate, long nowNanos) {
        this.rate = rate.orElse(Integer.MAX_VALUE);
        this.freeAtNanos = nowNanos;
    }

    /** The number of letters to take at once, small enough that a slow pace is an even one. */
    int lettersAtOnce() {
        return Math.clamp(rate / STEPS_A_SECOND, 1, LETTERS_AT_ONCE_MAX);
    }

    /**
     * Records that so many letters went, and returns how long the next ones have to wait. A shortfall is not made up
     * later.
     */
    Duration after(int letters, long nowNanos) {
        long costNanos = (long) (letters * 1e9 / rate);
        freeAtNanos = Math.max(freeAtNanos, nowNanos - Duration.ofSeconds(1).toNanos() / STEPS_A_SECOND) + costNanos;
        return Duration.ofNanos(Math.max(0, freeAtNanos - nowNanos));
    }
}
