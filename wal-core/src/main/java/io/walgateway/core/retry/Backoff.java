package io.walgateway.core.retry;

import java.time.Duration;

/**
 * The pauses between tries that go on until one succeeds. Each pause is twice as long as the one before, up to a
 * maximum, and longer or shorter by a random fifth, so that operations that failed together are not retried together.
 *
 * @param min the first pause, at least 1 ms
 * @param max the longest one, before the random part
 */
public record Backoff(Duration min, Duration max) {
    /** For writes that are retried until they are durable. */
    public static final Backoff STORING = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final double JITTER = 0.2;
    /** Beyond this number, doubling would only overflow. */
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (min.toMillis() < 1 || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("min, max: " + min + ", " + max + " (expected: 1 ms <= min <= max)");
        }
    }

    /**
     * How long to wait after a failed try.
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
