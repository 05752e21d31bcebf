package io.walgateway.core.namespace;

import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long writes wait before their first delivery: {@code fixed}, lengthened or shortened by a random part of at most
 * {@code jitter} of itself, plus a further wait drawn evenly from 0 to {@code random}. So a burst of writes becomes a
 * steady trickle at the target.
 *
 * @param fixed  0 to 3,653 days
 * @param random the same
 * @param jitter 0 to 1
 */
public record Delays(Duration fixed, Duration random, double jitter) {
    /** No wait at all. */
    public static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO, 0);

    public Delays {
        check("default", fixed);
        check("random", random);
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("delay.jitter: " + jitter + " (expected: 0 to 1)");
        }
    }

    /** The longest delay that {@link #draw} can return. */
    public Duration longest() {
        return fixed.plusNanos((long) (fixed.toNanos() * jitter)).plus(random);
    }

    /** How long one write waits, 0 to {@link #longest()}; the same for a generator in the same state. */
    public Duration draw(RandomGenerator generator) {
        double swing = 2 * generator.nextDouble() - 1;
        long jittered = (long) (fixed.toNanos() * jitter * swing);
        long further = random.isZero() ? 0 : generator.nextLong(random.toNanos() + 1);
        return fixed.plusNanos(jittered).plusNanos(further);
    }

    private static void check(String key, Duration delay) {
        if (delay.isNegative() || delay.compareTo(Limits.DELAY_LIMIT) > 0) {
            throw new IllegalArgumentException("delay." + key + ": " + Durations.format(delay) + " (expected: 0s to "
                    + Durations.format(Limits.DELAY_LIMIT) + ")");
        }
    }
}
