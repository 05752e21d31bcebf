package io.walgateway.core.queue;

import io.walgateway.core.namespace.QueueConfig;
import java.util.Optional;

/** The delayed entries of queues of one kind. Safe for any number of threads. */
public interface QueueDelays {

    /** For a kind whose servers delay entries and cannot cancel them. */
    QueueDelays NATIVE = new QueueDelays() {};

    /**
     * Runs whatever this queue needs to release delayed entries on time: once in each process that serves the queue,
     * for as long as it does. Returns at once, even when no server is reachable; recovers from outages by itself. The
     * caller closes it, before the client.
     */
    default DelayTimers keep(QueueConfig queue) {
        return DelayTimers.NATIVE;
    }

    /** Cancels delayed entries of the queue; empty: queues of this kind cannot cancel. */
    default Optional<DelayedEntries> entries(QueueConfig queue) {
        return Optional.empty();
    }
}
