package io.walgateway.consumer.pipeline;

import io.walgateway.core.units.Durations;
import java.time.Duration;

/**
 * How much one pipeline may hold at once, beyond which reading pauses, and for how long it may stand still.
 *
 * @param heldMax      messages, 1 to 1,000,000
 * @param heldBytesMax bytes of their records, 1 KiB to 1 GiB
 * @param restartAfter how long a message may exceed the longest time of its stage before the pipeline is restarted,
 *                     10 s to 1 day
 */
public record DeliveryLimits(int heldMax, long heldBytesMax, Duration restartAfter) {
    public static final Duration RESTART_AFTER_MIN = Duration.ofSeconds(10);
    public static final Duration RESTART_AFTER_MAX = Duration.ofDays(1);
    public static final DeliveryLimits DEFAULT = new DeliveryLimits(10_000, 16L << 20, Duration.ofMinutes(2));

    public DeliveryLimits {
        if (heldMax < 1 || heldMax > 1_000_000) {
            throw new IllegalArgumentException("delivery.held-max: " + heldMax + " (expected: 1 to 1000000)");
        }
        if (heldBytesMax < 1 << 10 || heldBytesMax > 1L << 30) {
            throw new IllegalArgumentException(
                    "delivery.held-bytes-max: " + heldBytesMax + " (expected: 1 KiB to 1 GiB)");
        }
        if (restartAfter.compareTo(RESTART_AFTER_MIN) < 0 || restartAfter.compareTo(RESTART_AFTER_MAX) > 0) {
            throw new IllegalArgumentException(
                    "delivery.restart-after: " + Durations.format(restartAfter) + " (expected: 10s to 1d)");
        }
    }
}
