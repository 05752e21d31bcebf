package io.walgateway.producer;

import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.registry.Gaps;
import io.walgateway.core.registry.Plugins;
import java.util.List;
import java.util.Set;

/** Where one revision of a namespace appends, worked out once. */
sealed interface Route {

    NamespaceConfig namespace();

    /**
     * To its first queue.
     *
     * @param targetGroups  who reads a message that names no target
     * @param requestGroups who reads one that does
     */
    record Open(
            NamespaceConfig namespace,
            QueueWriter writer,
            Set<ConsumerGroup> targetGroups,
            Set<ConsumerGroup> requestGroups)
            implements Route {

        QueueEntry entry(Message message) {
            return new QueueEntry(
                    message.id(),
                    message.orderingKey(),
                    EnvelopeCodec.encode(message),
                    message.lifecycle().due(),
                    message.target().isPresent() ? requestGroups : targetGroups);
        }
    }

    /**
     * Nowhere. A gap in the targets closes it, too: what would be appended could not be delivered.
     *
     * @param gaps why, not empty
     */
    record Closed(NamespaceConfig namespace, List<String> gaps) implements Route {}

    static Route of(NamespaceConfig namespace, Plugins plugins, QueueClients clients) {
        List<String> gaps = Gaps.of(namespace, plugins);
        if (!gaps.isEmpty()) {
            return new Closed(namespace, gaps);
        }
        QueueConfig queue = namespace.queues().getFirst();
        try {
            return new Open(
                    namespace,
                    clients.client(queue.type()).orElseThrow().writer(queue),
                    Set.copyOf(ConsumerGroup.ofTargets(namespace)),
                    Set.of(ConsumerGroup.ofRequestTargets(namespace.name())));
        } catch (IllegalArgumentException e) {
            return new Closed(namespace, List.of("not served: " + e.getMessage()));
        }
    }
}
