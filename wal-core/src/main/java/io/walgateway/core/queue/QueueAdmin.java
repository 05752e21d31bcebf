package io.walgateway.core.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import java.time.Duration;
import java.util.Set;

/**
 * Creates queues of one kind, counts their entries, and empties them. Safe for any number of threads; every call may
 * block.
 */
public interface QueueAdmin {

    /**
     * Ensures that the queue and its dead-letter queue exist as configured, and that each of these groups has a
     * position. A group without a position starts at the queue's current end, so it reads everything appended after
     * this call. Nothing that exists is narrowed, moved or emptied. Blocks; may be repeated.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     * @throws IllegalArgumentException when the queue's servers refuse the configuration, with their reason
     */
    void provision(QueueConfig queue, Set<ConsumerGroup> groups);

    /**
     * The queue's current end, in a format of its own that only {@link #isSettled} reads. Blocks.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    String end(QueueConfig queue);

    /**
     * True if each of these groups has settled every entry before that end, except those that {@link #pending} may
     * count. False if this is not certain. Blocks.
     *
     * @param end returned by {@link #end}
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end);

    /**
     * Counts the entries that the queue holds for these groups; a queue that does not exist holds nothing. Blocks for a
     * few seconds at most.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups);

    /**
     * Drops every entry that the queue holds for these groups, including delayed ones. Only for a queue without readers
     * and writers: an entry appended during the call may or may not be dropped. The dead-letter queue is left as it is.
     * Blocks for a few seconds at most; may be repeated.
     *
     * @return how long it takes until no dropped entry can be delivered
     * @throws QueueUnavailableException when the queue cannot be reached, or a reader still holds a part of it
     */
    Duration discard(QueueConfig queue, Set<ConsumerGroup> groups);

    /**
     * Checks that the servers of the queue's cluster respond. A process calls it every second for each cluster that it
     * uses, on a thread that may block; the answer is due within 2 s. A queue without servers is always reachable.
     *
     * @throws QueueUnavailableException when there is no answer; its message names the cluster
     */
    default void probe(QueueConfig queue) {}

    /**
     * How many delayed entries the queue holds for these groups and for no particular group. Blocks for a few seconds
     * at most. The counts may lag; {@link DelayedCounts#asOf} says by how much.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups);
}
