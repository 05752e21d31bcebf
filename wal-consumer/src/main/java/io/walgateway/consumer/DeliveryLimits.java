package io.walgateway.consumer;

/**
 * What one pipeline may hold at once; past it, reading pauses.
 *
 * @param heldMax      messages, 1 to 1,000,000
 * @param heldBytesMax bytes of their records, 1 KiB to 1 GiB
 */
record DeliveryLimits(int heldMax, long heldBytesMax) {
    static final DeliveryLimits DEFAULT = new DeliveryLimits(10_000, 16L << 20);

    DeliveryLimits {
        if (heldMax < 1 || heldMax > 1_000_000) {
            throw new IllegalArgumentException("delivery.held-max: " + heldMax + " (expected: 1 to 1000000)");
        }
        if (heldBytesMax < 1 << 10 || heldBytesMax > 1L << 30) {
            throw new IllegalArgumentException(
                    "delivery.held-bytes-max: " + heldBytesMax + " (expected: 1 KiB to 1 GiB)");
        }
    }
}
