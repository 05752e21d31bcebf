package io.walgateway.producer;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.registry.Gaps;
import io.walgateway.core.registry.Plugins;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where one revision of a namespace appends, worked out once. */
sealed interface Route {

    NamespaceConfig namespace();

    /** What a payload's tag and length take in a record, at most. */
    int PAYLOAD_LENGTH_BYTES = 8;

    /**
     * To its first queue.
     *
     * @param targetGroups   who reads a message that names no target
     * @param requestGroups  who reads one that does
     * @param recordBytesMax what the queue takes in one record
     * @param payloads       where payloads lie that are too large for it; empty: nowhere
     */
    record Open(
            NamespaceConfig namespace,
            QueueWriter writer,
            Set<ConsumerGroup> targetGroups,
            Set<ConsumerGroup> requestGroups,
            int recordBytesMax,
            Optional<PayloadPlace> payloads)
            implements Route {

        QueueEntry entry(Message message) {
            return new QueueEntry(
                    message.id(),
                    message.orderingKey(),
                    EnvelopeCodec.encode(message),
                    message.lifecycle().due(),
                    groups(message));
        }

        Set<ConsumerGroup> groups(Message message) {
            return message.target().isPresent() ? requestGroups : targetGroups;
        }

        /** The largest payload with which this message would fit into one record. */
        int payloadBytesMax(Message message) {
            int around = EnvelopeCodec.encode(message.restored(Bytes.EMPTY)).size();
            return Math.max(0, recordBytesMax - around - PAYLOAD_LENGTH_BYTES);
        }
    }

    /**
     * Nowhere. A gap in the targets closes it, too: what would be appended could not be delivered.
     *
     * @param gaps why, not empty
     */
    record Closed(NamespaceConfig namespace, List<String> gaps) implements Route {}

    static Route of(NamespaceConfig namespace, Plugins plugins, QueueClients clients, StorageClients storages) {
        List<String> gaps = Gaps.of(namespace, plugins);
        if (!gaps.isEmpty()) {
            return new Closed(namespace, gaps);
        }
        QueueConfig queue = namespace.queues().getFirst();
        try {
            QueueClient client = clients.client(queue.type()).orElseThrow();
            return new Open(
                    namespace,
                    client.writer(queue),
                    Set.copyOf(ConsumerGroup.ofTargets(namespace)),
                    Set.of(ConsumerGroup.ofRequestTargets(namespace.name())),
                    client.recordBytesMax(queue),
                    PayloadPlace.of(namespace, storages));
        } catch (IllegalArgumentException e) {
            return new Closed(namespace, List.of("not served: " + e.getMessage()));
        }
    }
}
