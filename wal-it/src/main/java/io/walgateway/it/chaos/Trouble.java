package io.walgateway.it.chaos;

import java.util.concurrent.CompletableFuture;

/** Faults that happen in the background until it is closed. */
interface Trouble extends AutoCloseable {
    /** Completes when faults end; with the error when one could not be undone. */
    CompletableFuture<Void> running();

    /** Whether so much has happened that a run can be judged by it. */
    boolean isEnough();

    /** Lifts the faults that are under way, and begins no more. */
    @Override
    void close();
}
