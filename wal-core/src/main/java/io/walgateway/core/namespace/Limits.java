package io.walgateway.core.namespace;

import io.walgateway.core.units.Durations;
import java.time.Duration;

/**
 * The limits of a write to a namespace.
 *
 * @param payloadBytesMax 1 byte to 64 MiB
 * @param delayMax        longest {@code lifecycle.delay}, 0 to 3,653 days
 */
public record Limits(int payloadBytesMax, Duration delayMax) {

    public static final int PAYLOAD_BYTES_LIMIT = 64 << 20;
    public static final Duration DELAY_LIMIT = Duration.ofDays(3653);
    /** The largest payload allowed, and an hour. */
    public static final Limits DEFAULT = new Limits(PAYLOAD_BYTES_LIMIT, Duration.ofHours(1));

    public Limits {
        if (payloadBytesMax < 1 || payloadBytesMax > PAYLOAD_BYTES_LIMIT) {
            throw new IllegalArgumentException(
                    "payload-bytes-max: " + payloadBytesMax + " (expected: 1 to " + PAYLOAD_BYTES_LIMIT + ")");
        }
        if (delayMax.isNegative() || delayMax.compareTo(DELAY_LIMIT) > 0) {
            throw new IllegalArgumentException("delay-max: " + Durations.format(delayMax) + " (expected: 0s to "
                    + Durations.format(DELAY_LIMIT) + ")");
        }
    }
}
