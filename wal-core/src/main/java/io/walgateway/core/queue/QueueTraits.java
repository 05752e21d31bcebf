package io.walgateway.core.queue;

/**
 * What a kind of queue can do by itself.
 *
 * @param isSharedLog each group sees every entry; else a group sees only its own copies, and only its reader can settle
 *                      them
 * @param delays        who holds back what is not due yet
 */
public record QueueTraits(boolean isSharedLog, Delays delays) {

    /** Who holds entries back until they are due, in the order in which a namespace with several queues prefers them: the last first. */
    public enum Delays {
        /** Nobody: what has to wait, waits in its reader's hand. */
        NONE,
        /** The processes that serve the queue, see {@link QueueDelays#keep}. What has to wait for long goes back to the queue. */
        BY_PROCESSES,
        /** The queue's own servers; what has to wait for long goes back to the queue. */
        BY_SERVERS
    }

    /** Whether the queue's writer holds entries back until they are due. */
    public boolean supportsDelay() {
        return delays != Delays.NONE;
    }
}
