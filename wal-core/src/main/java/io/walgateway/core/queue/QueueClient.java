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
     * Largest encoded record that its writer accepts, in bytes, with room left for what a dead letter adds (32 KiB). A
     * larger payload is stored in durable storage, and the queue gets only a claim to it.
     *
     * @throws IllegalArgumentException when the process settings do not define the queue's cluster
     */
    int recordBytesMax(QueueConfig queue);

    /** The native traits of queues of this configuration. Never blocks. */
    QueueTraits traits(QueueConfig queue);

    /** The delayed entries of its queues. */
    default QueueDelays delays() {
        return QueueDelays.NATIVE;
    }

    /** The operator's view of its queues. Belongs to this client, which closes it. */
    QueueAdmin admin();

    /**
     * Opens a reader. Connects lazily: returns at once, even when no server is reachable. The caller closes it.
     *
     * @param group    readers of the same group share the entries between them; groups read independently
     * @param listener called with the slices that the reader gains and loses, on the thread that polls
     */
    QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener);

    /** Closes all writers: waits until everything in flight is answered, at most as long as the append time-out. */
    @Override
    void close();
}
