package io.walgateway.producer;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.registry.Gaps;
import io.walgateway.core.registry.Plugins;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Where one revision of a namespace appends, worked out once. */
sealed interface Route {

    NamespaceConfig namespace();

    /** What a payload's tag and length take in a record, at most. */
    int PAYLOAD_LENGTH_BYTES = 8;

    /**
     * To its queues.
     *
     * @param atOnce         for what may be delivered now
     * @param delayed        for what has to wait
     * @param targetGroups   who reads a message that names no target
     * @param requestGroups  who reads one that does
     * @param recordBytesMax what each of the queues takes in one record
     * @param payloads       where payloads lie that are too large for them; empty: nowhere
     */
    record Open(
            NamespaceConfig namespace,
            QueueWriter atOnce,
            QueueWriter delayed,
            Set<ConsumerGroup> targetGroups,
            Set<ConsumerGroup> requestGroups,
            int recordBytesMax,
            Optional<PayloadPlace> payloads)
            implements Route {

        QueueEntry entry(Message message) {
            return entry(message, groups(message));
        }

        QueueEntry entry(Message message, Set<ConsumerGroup> groups) {
            Message.Lifecycle times = message.lifecycle();
            Instant due = times.due().isAfter(times.appendTime()) ? times.due() : QueueEntry.AT_ONCE;
            return new QueueEntry(message.id(), message.orderingKey(), EnvelopeCodec.encode(message), due, groups);
        }

        CompletionStage<AppendResult> append(QueueEntry entry) {
            return (entry.due().equals(QueueEntry.AT_ONCE) ? atOnce : delayed).append(entry);
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

    /**
     * The route of a namespace as it is now.
     *
     * @param timer for queues that do not answer, so that others take over
     */
    static Route of(
            NamespaceConfig namespace,
            Plugins plugins,
            QueueClients clients,
            StorageClients storages,
            InstantSource clock,
            Patience timer) {
        List<String> gaps = Gaps.of(namespace, plugins);
        if (!gaps.isEmpty()) {
            return new Closed(namespace, gaps);
        }
        try {
            List<Place> places = places(namespace, clients);
            List<QueueWriter> atOnce = places.stream().map(Place::writer).toList();
            List<QueueWriter> delayed = delayed(places);
            return new Open(
                    namespace,
                    Takeover.of(atOnce, clock, timer),
                    Takeover.of(delayed, clock, timer),
                    Set.copyOf(ConsumerGroup.ofTargets(namespace)),
                    Set.of(ConsumerGroup.ofRequestTargets(namespace.name())),
                    places.stream().mapToInt(Place::recordBytesMax).min().orElseThrow(),
                    PayloadPlace.of(namespace, storages));
        } catch (IllegalArgumentException e) {
            return new Closed(namespace, List.of("not served: " + e.getMessage()));
        }
    }

    /** A queue that takes writes. */
    record Place(QueueWriter writer, boolean holdsBack, boolean delaysNatively, int recordBytesMax) {}

    /** Those that hold back, the ones whose own servers do first; all, where none does: then their readers hold it in hand. */
    static List<QueueWriter> delayed(List<Place> places) {
        boolean none = places.stream().noneMatch(Place::holdsBack);
        return places.stream()
                .filter(place -> none || place.holdsBack())
                .sorted(Comparator.comparing(Place::delaysNatively).reversed())
                .map(Place::writer)
                .toList();
    }

    /** The queues, in the order of the document. Where there is an order to be kept, only the first: the others would not know of it. */
    private static List<Place> places(NamespaceConfig namespace, QueueClients clients) {
        return namespace.queues().stream()
                .limit(namespace.ordering() == Ordering.KEY ? 1 : Long.MAX_VALUE)
                .map(queue -> {
                    QueueClient client = clients.client(queue.type()).orElseThrow();
                    return new Place(
                            client.writer(queue),
                            client.holdsBack(queue),
                            client.delaysNatively(queue),
                            client.recordBytesMax(queue));
                })
                .toList();
    }
}
