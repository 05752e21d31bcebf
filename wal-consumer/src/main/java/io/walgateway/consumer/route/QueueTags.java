package io.walgateway.consumer.route;

import io.micrometer.core.instrument.Tags;
import io.walgateway.core.namespace.QueueConfig;

/**
 * The labels that tell the meters of a namespace's queues apart. While a namespace moves from one type or cluster to
 * another, it has two queues of one name. With the same labels, they would share one meter, and the first queue to end
 * would remove it for the other.
 */
public final class QueueTags {
    private QueueTags() {}

    /** Several queues of an entry are one label, in their order. */
    public static Tags of(String namespace, QueueConfig queue) {
        return Tags.of(
                "namespace", namespace,
                "queue", String.join(",", queue.names()),
                "queue.type", queue.type(),
                "queue.cluster", queue.cluster());
    }
}
