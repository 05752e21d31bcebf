package io.walgateway.benchmarks.contest;

/** Keeps a fixed number of payloads under way. Started once and stopped once. */
interface Loop {
    void start();

    /** Starts no more, and returns when all that were under way have ended. */
    void stop() throws InterruptedException;
}
