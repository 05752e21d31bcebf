package io.walgateway.core.set;

import io.walgateway.core.units.Durations;
import java.time.Duration;

/**
 * The rules of a namespace for its mutation sets.
 *
 * @param partsMax   most parts of one set, 1 to {@link #PARTS_LIMIT}
 * @param bytesMax   largest sum of their payloads, 1 to {@link #BYTES_LIMIT}
 * @param expiry     how long a set may stay open, from its first part, 1 s to {@link #EXPIRY_LIMIT}
 * @param onRejected what becomes of a set when one of its parts is given up
 */
public record SetPolicy(int partsMax, int bytesMax, Duration expiry, OnRejected onRejected) {
    public static final int PARTS_LIMIT = 10_000;
    public static final int BYTES_LIMIT = 64 << 20;
    public static final Duration EXPIRY_LIMIT = Duration.ofDays(1);
    public static final Duration EXPIRY_LEAST = Duration.ofSeconds(1);
    /** The largest sets allowed, open for an hour. */
    public static final SetPolicy DEFAULT =
            new SetPolicy(PARTS_LIMIT, BYTES_LIMIT, Duration.ofHours(1), OnRejected.STOP);

    /** What becomes of a set when one of its parts is given up. */
    public enum OnRejected {
        /** The set is dead-lettered as one letter, and goes on from there when it is redriven. */
        STOP,
        /** That part is dead-lettered, and the set goes on with the next one. */
        SKIP
    }

    public SetPolicy {
        require("parts-max", partsMax, PARTS_LIMIT);
        require("bytes-max", bytesMax, BYTES_LIMIT);
        if (expiry.compareTo(EXPIRY_LEAST) < 0 || expiry.compareTo(EXPIRY_LIMIT) > 0) {
            throw new IllegalArgumentException("expiry: " + Durations.format(expiry) + " (expected: "
                    + Durations.format(EXPIRY_LEAST) + " to " + Durations.format(EXPIRY_LIMIT) + ")");
        }
    }

    private static void require(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: 1 to " + max + ")");
        }
    }
}
