package io.walgateway.client;

import java.time.Duration;

/** What one try of a write came to. */
sealed interface Answer {

    /** There is nothing to be gained by another try. */
    record Final(WriteReceipt receipt) implements Answer {}

    /**
     * Another try may end better.
     *
     * @param atLeast how long the gateway asks to wait; zero where it does not
     * @param inDoubt this try may have appended the write
     * @param receipt what the caller gets where there is no other try
     */
    record Again(Duration atLeast, boolean inDoubt, WriteReceipt receipt) implements Answer {}
}
