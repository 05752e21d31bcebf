package io.walgateway.core.queue;

/** Held-back entries of one queue come out in time while at least one process has this open. */
public interface DelayTimers extends AutoCloseable {

    /** For a queue that needs nobody for it. */
    DelayTimers NATIVE = new DelayTimers() {
        @Override
        public DelayedCounts pendingHere() {
            return DelayedCounts.NONE;
        }

        @Override
        public void close() {}
    };

    /** What this process sees to at the moment; others see to the rest. Never blocks. */
    DelayedCounts pendingHere();

    /** Leaves it to others at once. Blocks, for some seconds at most. */
    @Override
    void close();
}
