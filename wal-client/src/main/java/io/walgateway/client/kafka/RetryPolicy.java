package io.walgateway.client.kafka;

import java.time.Duration;
import java.util.Optional;

/**
 * When and where a record is retried: the n-th time after {@code initial * multiplier^(n-1)}, at most {@code max}, made
 * longer or shorter by a random share of at most {@code jitter}.
 *
 * @param initial         at least 1 ms
 * @param multiplier      1 to 100
 * @param max             at least {@code initial}; the namespace's {@code limits.delay-max} must allow it with the
 *                        jitter
 * @param jitter          0 to 1
 * @param attemptsMax     how often a record is handled, the first time included; at least 1
 * @param cluster         the gateway's name for the Kafka cluster of the application
 * @param retryTopic      the topic in which consumed records are retried; empty: their own topic, where every consumer
 *                        group sees them again
 * @param deadLetterTopic the topic of records whose last attempt failed; empty: the caller gets the failure
 */
public record RetryPolicy(
        Duration initial,
        double multiplier,
        Duration max,
        double jitter,
        int attemptsMax,
        String cluster,
        Optional<String> retryTopic,
        Optional<String> deadLetterTopic) {
    /** After 1 s, 5 s, 25 s and 125 s, with a jitter of a fifth; five attempts; in the record's own topic. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(
            Duration.ofSeconds(1), 5, Duration.ofMinutes(10), 0.2, 5, "default", Optional.empty(), Optional.empty());

    public RetryPolicy {
        if (initial.toMillis() < 1) {
            throw new IllegalArgumentException("initial: " + initial.toMillis() + "ms (expected: >= 1ms)");
        }
        if (!(multiplier >= 1 && multiplier <= 100)) {
            throw new IllegalArgumentException("multiplier: " + multiplier + " (expected: 1 to 100)");
        }
        if (max.compareTo(initial) < 0) {
            throw new IllegalArgumentException(
                    "max: " + max.toMillis() + "ms (expected: >= " + initial.toMillis() + "ms)");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter: " + jitter + " (expected: 0 to 1)");
        }
        if (attemptsMax < 1) {
            throw new IllegalArgumentException("attemptsMax: " + attemptsMax + " (expected: >= 1)");
        }
    }

    /** The same with another backoff. */
    public RetryPolicy backoff(Duration first, double growth, Duration longest) {
        return new RetryPolicy(first, growth, longest, jitter, attemptsMax, cluster, retryTopic, deadLetterTopic);
    }

    /** The same with another number of attempts. */
    public RetryPolicy attempts(int most) {
        return new RetryPolicy(initial, multiplier, max, jitter, most, cluster, retryTopic, deadLetterTopic);
    }

    /** The same for another cluster. */
    public RetryPolicy in(String name) {
        return new RetryPolicy(initial, multiplier, max, jitter, attemptsMax, name, retryTopic, deadLetterTopic);
    }

    /** The same, by way of a retry topic. */
    public RetryPolicy by(String topic) {
        return new RetryPolicy(
                initial, multiplier, max, jitter, attemptsMax, cluster, Optional.of(topic), deadLetterTopic);
    }

    /** The same, ending in a dead-letter topic. */
    public RetryPolicy endingIn(String topic) {
        return new RetryPolicy(initial, multiplier, max, jitter, attemptsMax, cluster, retryTopic, Optional.of(topic));
    }

    /** The wait after a failure, before jitter. */
    Duration backoff(int failures) {
        double exact = initial.toMillis() * Math.pow(multiplier, failures - 1.0);
        return Duration.ofMillis((long) Math.min(exact, (double) max.toMillis()));
    }
}
