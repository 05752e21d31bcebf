package io.walgateway.it.chaos;

import java.util.concurrent.CompletableFuture;

/** Faults that happen in the background until this is closed. */
interface Trouble extends AutoCloseable {
    /** Completes when faults end; exceptionally when a fault could not be undone. */
    CompletableFuture<Void> running();

    /** True if enough has happened to judge a run by it. */
    boolean isEnough();

    /** Ends the present faults, and begins no more. */
    @Override
    void close();
}
