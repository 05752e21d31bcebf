package io.walgateway.it.sim;

/**
 * A broken promise, which ends the run.
 *
 * @param atMicros when, in the run's time
 * @param what     in a sentence
 */
record Violation(Promise promise, long atMicros, String what) {

    @Override
    public String toString() {
        return "promise %d, %s (%s), broken at %s: %s"
                .formatted(promise.number(), promise, promise.text(), Schedule.seconds(atMicros), what);
    }
}
