package io.walgateway.core.queue;

/** The delay timers of one queue. Its delayed entries are released on time while at least one process has this open. */
public interface DelayTimers extends AutoCloseable {

    /** For a queue that releases delayed entries without help. */
    DelayTimers NATIVE = new DelayTimers() {
        @Override
        public DelayedCounts pendingHere() {
            return DelayedCounts.NONE;
        }

        @Override
        public void close() {}
    };

    /** The delayed entries that this process times at the moment; other processes time the rest. Never blocks. */
    DelayedCounts pendingHere();

    /** Hands this process's share over to other processes at once. Blocks for a few seconds at most. */
    @Override
    void close();
}
