package io.walgateway.core.namespace;

import io.walgateway.core.units.Durations;
import java.time.Duration;

/**
 * How often a failed delivery is retried, and how long to wait in between. The n-th failure is followed by
 * {@code initial * multiplier^(n-1)}, at most {@code max}, lengthened or shortened by a random part of at most
 * {@code jitter} of itself, so that deliveries that failed together are not retried together.
 *
 * @param maxAttempts at least 1, the first one included
 * @param initial     at least 1 ms
 * @param multiplier  1 to 100
 * @param max         at least {@code initial}, at most 1 day
 * @param jitter      0 to 1
 */
public record RetryPolicy(int maxAttempts, Duration initial, double multiplier, Duration max, double jitter) {

    public static final RetryPolicy DEFAULT =
            new RetryPolicy(5, Duration.ofMillis(100), 2.0, Duration.ofMinutes(1), 0.2);

    private static final Duration PATIENT_INITIAL = Duration.ofSeconds(1);
    private static final Duration PATIENT_MAX = Duration.ofMinutes(1);
    /** The waits reach their maximum within about a minute; from then on there is one attempt a minute. */
    private static final int PATIENT_ATTEMPTS = 70;

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("max-attempts: " + maxAttempts + " (expected: >= 1)");
        }
        if (initial.toMillis() < 1) {
            throw new IllegalArgumentException("backoff.initial: " + Durations.format(initial) + " (expected: >= 1ms)");
        }
        if (!(multiplier >= 1 && multiplier <= 100)) {
            throw new IllegalArgumentException("backoff.multiplier: " + multiplier + " (expected: 1 to 100)");
        }
        if (max.compareTo(initial) < 0 || max.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "backoff.max: " + Durations.format(max) + " (expected: " + Durations.format(initial) + " to 1d)");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter: " + jitter + " (expected: 0 to 1)");
        }
    }

    /**
     * The policy for a destination that does not exist yet: the same, but retries go on for at least an hour. The
     * first wait is a second or longer, and waits grow to a minute or longer. No message is lost while a deployment creates its topic, and retries for a
     * misspelt name still end.
     */
    public RetryPolicy patient() {
        Duration first = longer(initial, PATIENT_INITIAL);
        return new RetryPolicy(
                Math.max(maxAttempts, PATIENT_ATTEMPTS),
                first,
                Math.max(multiplier, 2),
                longer(longer(max, first), PATIENT_MAX),
                jitter);
    }

    /**
     * How long to wait after a failure.
     *
     * @param failures failures so far, at least 1
     * @param random   from 0 (inclusive) to 1 (exclusive)
     */
    public Duration backoff(int failures, double random) {
        double exact = initial.toMillis() * Math.pow(multiplier, failures - 1.0);
        double capped = Math.min(exact, (double) max.toMillis());
        double spread = capped * (1 + jitter * (2 * random - 1));
        return Duration.ofMillis(Math.max(1, Math.round(spread)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
