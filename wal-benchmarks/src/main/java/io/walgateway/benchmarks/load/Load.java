package io.walgateway.benchmarks.load;

/** Writes continuously from its start to its stop. */
interface Load {

    /** Starts writing; returns at once. */
    void start();

    /** Stops writing; writes in flight may be left unanswered. */
    void stop();
}
