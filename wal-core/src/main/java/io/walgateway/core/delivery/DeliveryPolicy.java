package io.walgateway.core.delivery;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.RetryPolicy;

/**
 * By what rules one pipeline delivers.
 *
 * @param ordering       what is kept in order
 * @param retry          when failed deliveries are tried again
 * @param concurrencyMax deliveries under way at once, at least 1
 * @param heldMax        messages in hand at once, waiting ones included; past it, reading pauses
 * @param heldBytesMax   the same in bytes of their records
 */
public record DeliveryPolicy(Ordering ordering, RetryPolicy retry, int concurrencyMax, int heldMax, long heldBytesMax) {

    public DeliveryPolicy {
        if (concurrencyMax < 1 || heldMax < 1 || heldBytesMax < 1) {
            throw new IllegalArgumentException("concurrencyMax, heldMax, heldBytesMax: " + concurrencyMax + ", "
                    + heldMax + ", " + heldBytesMax + " (expected: each >= 1)");
        }
    }
}
