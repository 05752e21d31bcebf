package io.walgateway.core.queue;

/**
 * The native traits of a kind of queue.
 *
 * @param isSharedLog true if each group sees every entry; otherwise a group sees only its own copies, and only its
 *                    reader can settle them
 * @param delays      how entries are delayed until they are due
 */
public record QueueTraits(boolean isSharedLog, Delays delays) {

    /**
     * How entries are delayed until they are due. A namespace with several queues prefers the queue whose constant
     * comes last.
     */
    public enum Delays {
        /** Not at all: the reader holds an entry that has to wait. */
        NONE,
        /**
         * By the processes that serve the queue, see {@link QueueDelays#keep}. An entry that has to wait long goes back
         * to the queue.
         */
        BY_PROCESSES,
        /** By the queue's own servers; an entry that has to wait long goes back to the queue. */
        BY_SERVERS
    }

    /** True if the queue delays entries until they are due. */
    public boolean supportsDelay() {
        return delays != Delays.NONE;
    }
}
