package io.walgateway.benchmarks.load;

/** Writes all the time, from its start to its stop. */
interface Load {

    /** Returns at once. */
    void start();

    /** No more is written; what is under way may be left unanswered. */
    void stop();
}
