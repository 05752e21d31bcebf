package io.walgateway.it.sim;

/**
 * A write that a caller makes, and how the target takes it.
 *
 * @param number     the same in all plans of one seed
 * @param key        -1: no ordering key
 * @param endpoint   -1: for another group, which is not simulated
 * @param token      whether it has an idempotency token
 * @param ttlMicros  0: lives for ever
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

    /** How it fares at its target, or before. */
    enum Nature {
        GOOD,
        /** Fails so many times. */
        FLAKY,
        /** Fails whenever it is tried. */
        POISON,
        /** Never taken. */
        REJECTED,
        /** Not to be delivered, as when it was cancelled. */
        UNWANTED,
        /** Not a record: someone wrote it past the gateway. */
        MALFORMED,
        /** Asks for what is not allowed. */
        INVALID,
        /** Its caller does not wait at all. */
        IMPATIENT
    }

    String name() {
        return "w" + number;
    }
}
