package io.walgateway.consumer.route;

import io.micrometer.core.instrument.Tags;
import io.walgateway.core.namespace.QueueConfig;

/**
 * The labels by which meters of a namespace's queue are told apart. While a namespace moves from one type or cluster to
 * another, it has two queues of one name: meters of one identity would be one meter, and the first to go would take it
 * away from the other.
 */
public final class QueueTags {
    private QueueTags() {}

    /** Where an entry has several queues, they are one label, in their order. */
    public static Tags of(String namespace, QueueConfig queue) {
        return Tags.of(
                "namespace", namespace,
                "queue", String.join(",", queue.names()),
                "queue.type", queue.type(),
                "queue.cluster", queue.cluster());
    }
}
