package io.walgateway.it.sim;

/**
 * A write that a caller makes, and how the target responds to it.
 *
 * @param number       the same in all plans of one seed
 * @param key          -1: no ordering key
 * @param endpoint     -1: for another group, which is not simulated
 * @param token        true if it has an idempotency token
 * @param ttlMicros    0: lives for ever
 * @param payloadBytes at least 8
 */
record PlannedWrite(
        int number,
        long atMicros,
        int producer,
        int key,
        int endpoint,
        boolean token,
        long delayMicros,
        long ttlMicros,
        int payloadBytes,
        Nature nature,
        int failures) {

    /** What happens to it at its target, or before. */
    enum Nature {
        GOOD,
        /** Fails a limited number of times. */
        FLAKY,
        /** Fails at every attempt. */
        POISON,
        /** Never accepted. */
        REJECTED,
        /** Not to be delivered, for example because it was cancelled. */
        UNWANTED,
        /** Not a record: it was not written through the gateway. */
        MALFORMED,
        /** Asks for something that is not allowed. */
        INVALID,
        /** Its caller does not wait at all. */
        IMPATIENT
    }

    String name() {
        return "w" + number;
    }
}
