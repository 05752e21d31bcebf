package io.walgateway.core.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One process's connection to queues of one kind. Safe for any number of threads. */
public interface QueueClient extends AutoCloseable {

    /** The writer of a queue of this configuration; the same one each time for the same queue. Never blocks. */
    QueueWriter writer(QueueConfig queue);

    /** The writer of its dead-letter queue; only for a configuration that has one. Never blocks. */
    QueueWriter deadLetterWriter(QueueConfig queue);

    /**
     * Whether its writer holds entries back until they are due. Then what has to wait for long goes back to the queue;
     * else it waits in its reader's hand.
     */
    boolean holdsBack(QueueConfig queue);

    /** Whether the queue's own servers do that: where a namespace has several queues, what is delayed goes there first. */
    boolean delaysNatively(QueueConfig queue);

    /**
     * Largest encoded record that its writer takes, in bytes, with room left for what a dead letter adds to it (32 KiB).
     * What is larger goes to durable storage, and only a claim to it into the queue.
     *
     * @throws IllegalArgumentException when the process settings know nothing of the queue's cluster
     */
    int recordBytesMax(QueueConfig queue);

    /**
     * Whether each group sees every entry, whomever it is for. Else a group sees only what was stored for it, and nobody
     * but its reader ever sees to that.
     */
    boolean sharesEntries(QueueConfig queue);

    /**
     * Runs what this queue needs so that entries held back come out in time: once in each process that serves the queue,
     * for as long as it does. Returns at once, also when no server is reachable; goes on by itself after outages. The
     * caller closes it, before this client.
     */
    default DelayKeeping keepDelays(QueueConfig queue) {
        return DelayKeeping.NATIVE;
    }

    /** What takes back what the queue holds back; empty: queues of this kind cannot. */
    default Optional<DelayedEntries> delayed(QueueConfig queue) {
        return Optional.empty();
    }

    /**
     * How much the queue holds back for these groups and for nobody in particular. Blocks, for some seconds at most. May lag
     * behind by as much as {@link DelayedCounts#asOf} says.
     *
     * @throws QueueUnavailableException when the queue cannot be reached
     */
    DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups);

    /**
     * Opens a reader. Connects lazily: returns at once, also when no server is reachable. The caller closes it.
     *
     * @param group    readers of the same group share the entries between them; groups read independently
     * @param listener told what the reader holds, on the thread that polls
     */
    QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener);

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
     * Ends all writers: waits for what is in flight until it is answered, at most as long as the append time-out.
     */
    @Override
    void close();
}
