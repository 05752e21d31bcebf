package io.walgateway.core.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;

/** One process's connection to queues of one kind. Safe for any number of threads. */
public interface QueueClient extends AutoCloseable {

    /** The writer of a queue of this configuration; the same one each time for the same queue. Never blocks. */
    QueueWriter writer(QueueConfig queue);

    /** The writer of its dead-letter queue; only for a configuration that has one. Never blocks. */
    QueueWriter deadLetterWriter(QueueConfig queue);

    /**
     * Largest encoded record that its writer takes, in bytes, with room left for what a dead letter adds to it (32 KiB).
     * What is larger goes to durable storage, and only a claim to it into the queue.
     *
     * @throws IllegalArgumentException when the process settings know nothing of the queue's cluster
     */
    int recordBytesMax(QueueConfig queue);

    /** What queues of this configuration can do by themselves. Never blocks. */
    QueueTraits traits(QueueConfig queue);

    /** What they hold back. */
    default QueueDelays delays() {
        return QueueDelays.NATIVE;
    }

    /** What an operator does with them. It is this client's, which closes it. */
    QueueAdmin admin();

    /**
     * Opens a reader. Connects lazily: returns at once, also when no server is reachable. The caller closes it.
     *
     * @param group    readers of the same group share the entries between them; groups read independently
     * @param listener told what the reader holds, on the thread that polls
     */
    QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener);

    /**
     * Ends all writers: waits for what is in flight until it is answered, at most as long as the append time-out.
     */
    @Override
    void close();
}
