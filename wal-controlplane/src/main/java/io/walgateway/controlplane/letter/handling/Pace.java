package io.walgateway.controlplane.letter.handling;

import java.time.Duration;
import java.util.Optional;

/** So many letters a second at most. For one thread. */
final class Pace {

    private static final int LETTERS_AT_ONCE_MAX = 1000;
    private static final int STEPS_A_SECOND = 4;

    private final int rate;
    private long freeAtNanos;

    /**
     * @param rate     letters a second; empty: as quickly as it goes
     * @param nowNanos of {@link System#nanoTime}
     */
    Pace(Optional<Integer> rate, long nowNanos) {
        this.rate = rate.orElse(Integer.MAX_VALUE);
        this.freeAtNanos = nowNanos;
    }

    /** How many at once, so that a slow pace is an even one. */
    int lettersAtOnce() {
        return Math.clamp(rate / STEPS_A_SECOND, 1, LETTERS_AT_ONCE_MAX);
    }

    /** Takes note that so many went, and says how long the next ones have to wait. What was missed is not caught up. */
    Duration after(int letters, long nowNanos) {
        long costNanos = (long) (letters * 1e9 / rate);
        freeAtNanos = Math.max(freeAtNanos, nowNanos - Duration.ofSeconds(1).toNanos() / STEPS_A_SECOND) + costNanos;
        return Duration.ofNanos(Math.max(0, freeAtNanos - nowNanos));
    }
}
