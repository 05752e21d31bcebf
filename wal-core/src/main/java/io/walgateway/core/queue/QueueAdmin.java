package io.walgateway.core.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import java.time.Duration;
import java.util.Set;

/** Makes queues of one kind, counts what is in them, and empties them. Safe for any number of threads; every call may block. */
public interface QueueAdmin {

    /**
     * Makes sure that the queue and its dead-letter queue exist as configured, and that each of these groups has a
     * position: a group without one starts at the queue's end as it is now, so that it reads all that is appended after
     * this call. What exists is never narrowed, moved or emptied. Blocks; may be repeated.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     * @throws IllegalArgumentException  when the queue's servers refuse the configuration, with their reason
     */
    void provision(QueueConfig queue, Set<ConsumerGroup> groups);

    /**
     * Where the queue ends now, in words of its own that only {@link #isSettled} reads. Blocks.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    String end(QueueConfig queue);

    /**
     * Whether each of these groups has settled all that lay before that end, but for what {@link #pending} may count. False
     * where it is not certain. Blocks.
     *
     * @param end what {@link #end} gave
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end);

    /**
     * Counts what the queue holds for these groups; a queue that does not exist holds nothing. Blocks, for some seconds at
     * most.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups);

    /**
     * Drops every entry that the queue holds for these groups or holds back. Only for a queue that nobody reads or appends to: an entry that is appended during the call may or may not be dropped. The dead-letter queue is left as it
     * is. Blocks, for some seconds at most; may be repeated.
     *
     * @return how long it takes until no dropped entry can come out
     * @throws QueueUnavailableException when the queue cannot be reached, or a reader still holds a part of it
     */
    Duration discard(QueueConfig queue, Set<ConsumerGroup> groups);

    /**
     * Asks the servers of the queue's cluster for a sign of life. A process calls it every second for each cluster that it
     * uses, on a thread that may block; the answer is due within 2 s. A queue without servers is always there.
     *
     * @throws QueueUnavailableException when there is no answer; its message names the cluster
     */
    default void probe(QueueConfig queue) {}

    /**
     * How much the queue holds back for these groups and for nobody in particular. Blocks, for some seconds at most. May lag
     * behind by as much as {@link DelayedCounts#asOf} says.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups);
}
