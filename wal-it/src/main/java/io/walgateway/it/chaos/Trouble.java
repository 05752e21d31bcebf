package io.walgateway.it.chaos;

import java.util.concurrent.CompletableFuture;

/** Faults that happen in the background until it is closed. */
interface Trouble extends AutoCloseable {
    /** Completes when faults end; with the error when one could not be undone. */
    CompletableFuture<Void> running();

    /** Lifts the faults that are under way, and begins no more. */
    @Override
    void close();
}
