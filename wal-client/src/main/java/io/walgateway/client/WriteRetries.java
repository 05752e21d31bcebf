package io.walgateway.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often the client tries a write, and how long it waits in between: {@code initial * 2^(n-1)} after the n-th try,
 * at most {@code max}, half of it random; longer if the gateway asks for it.
 *
 * @param triesMax at least 1, the first one included
 * @param initial  at least 1 ms
 * @param max      at least {@code initial}, at most 1 minute
 */
public record WriteRetries(int triesMax, Duration initial, Duration max) {
    /** Up to 6 tries, 50 ms to 2 s apart. */
    public static final WriteRetries DEFAULT = new WriteRetries(6, Duration.ofMillis(50), Duration.ofSeconds(2));
    /** One try, whose result is the receipt. */
    public static final WriteRetries NONE = new WriteRetries(1, Duration.ofMillis(50), Duration.ofSeconds(2));

    public WriteRetries {
        if (triesMax < 1) {
            throw new IllegalArgumentException("triesMax: " + triesMax + " (expected: >= 1)");
        }
        if (initial.toMillis() < 1) {
            throw new IllegalArgumentException("initial: " + initial.toMillis() + "ms (expected: >= 1ms)");
        }
        if (max.compareTo(initial) < 0 || max.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "max: " + max.toMillis() + "ms (expected: " + initial.toMillis() + "ms to 1m)");
        }
    }

    /**
     * The wait after a try.
     *
     * @param tries the number of tries so far, at least 1
     */
    Duration pause(int tries, RandomGenerator random) {
        double exact = Math.min(initial.toMillis() * Math.pow(2, tries - 1.0), (double) max.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(exact * (0.5 + random.nextDouble() / 2))));
    }
}
