package io.walgateway.core.delivery;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.RetryPolicy;
import java.time.Duration;

/**
 * The rules by which one pipeline delivers.
 *
 * @param ordering       what is kept in order
 * @param retry          when failed deliveries are retried
 * @param concurrencyMax deliveries in progress at once, at least 1
 * @param heldMax        messages held at once, waiting ones included; beyond it, reading pauses
 * @param heldBytesMax   the same in bytes of their records
 * @param waitMax        how long a message that is not due yet may be held, 0 or more; beyond it, the message goes back
 *                       to the queue
 * @param retryWaitMax   the same for a message that has failed, if no others wait behind it in the order of its key
 */
public record DeliveryPolicy(
        Ordering ordering,
        RetryPolicy retry,
        int concurrencyMax,
        int heldMax,
        long heldBytesMax,
        Duration waitMax,
        Duration retryWaitMax) {

    /** Long enough for any wait: nothing goes back to the queue. */
    public static final Duration UNLIMITED = Duration.ofDays(365_000);

    public DeliveryPolicy {
        if (concurrencyMax < 1 || heldMax < 1 || heldBytesMax < 1) {
            throw new IllegalArgumentException("concurrencyMax, heldMax, heldBytesMax: " + concurrencyMax + ", "
                    + heldMax + ", " + heldBytesMax + " (expected: each >= 1)");
        }
        if (waitMax.isNegative() || retryWaitMax.isNegative()) {
            throw new IllegalArgumentException(
                    "waitMax, retryWaitMax: " + waitMax + ", " + retryWaitMax + " (expected: each >= 0)");
        }
    }
}
