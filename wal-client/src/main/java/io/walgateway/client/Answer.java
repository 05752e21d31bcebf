package io.walgateway.client;

import java.time.Duration;

/** The result of one try of a write. */
sealed interface Answer {

    /** Another try would not help. */
    record Final(WriteReceipt receipt) implements Answer {}

    /**
     * Another try may succeed.
     *
     * @param atLeast the wait that the gateway asks for; zero: it asks for none
     * @param inDoubt this try may have appended the write
     * @param receipt the caller's receipt if there is no other try
     */
    record Again(Duration atLeast, boolean inDoubt, WriteReceipt receipt) implements Answer {}
}
