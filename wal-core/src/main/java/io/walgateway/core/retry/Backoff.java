package io.walgateway.core.retry;

import java.time.Duration;

/**
 * The pauses between tries of what goes on until it succeeds: each twice as long as the one before, up to a longest one, and
 * longer or shorter by a random fifth, so that what failed together does not come back together.
 *
 * @param min the first pause, at least 1 ms
 * @param max the longest one, before the random part
 */
public record Backoff(Duration min, Duration max) {
    /** For what is tried again until it is durable. */
    public static final Backoff STORING = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final double JITTER = 0.2;
    /** Past it, doubling would only overflow. */
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (min.toMillis() < 1 || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("min, max: " + min + ", " + max + " (expected: 1 ms <= min <= max)");
        }
    }

    /**
     * How long to wait after a try that failed.
     *
     * @param failures in a row so far, at least 1
     * @param random   from 0 (inclusive) to 1 (exclusive)
     */
    public Duration pause(int failures, double random) {
        double doubled = min.toMillis() * Math.pow(2, Math.clamp(failures - 1, 0, DOUBLINGS_MAX));
        double capped = Math.min(doubled, (double) max.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(capped * (1 + JITTER * (2 * random - 1)))));
    }
}
