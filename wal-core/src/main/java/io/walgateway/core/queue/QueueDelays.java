package io.walgateway.core.queue;

import io.walgateway.core.namespace.QueueConfig;
import java.util.Optional;

/** The entries that queues of one kind hold back. Safe for any number of threads. */
public interface QueueDelays {

    /** Of a kind whose servers hold entries back, and let nobody take them back. */
    QueueDelays NATIVE = new QueueDelays() {};

    /**
     * Runs what this queue needs so that entries held back come out in time: once in each process that serves the queue,
     * for as long as it does. Returns at once, also when no server is reachable; goes on by itself after outages. The
     * caller closes it, before the client.
     */
    default DelayTimers keep(QueueConfig queue) {
        return DelayTimers.NATIVE;
    }

    /** What takes back what the queue holds back; empty: queues of this kind cannot. */
    default Optional<DelayedEntries> entries(QueueConfig queue) {
        return Optional.empty();
    }
}
