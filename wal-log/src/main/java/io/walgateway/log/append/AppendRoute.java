package io.walgateway.log.append;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueTraits.Delays;
import io.walgateway.core.registry.MissingPlugins;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.append.AppendPath.Place;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.payload.PayloadPlace;
import io.walgateway.log.record.LogEntry;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where one revision of a namespace appends, worked out once. */
public sealed interface AppendRoute {

    NamespaceConfig namespace();

    /**
     * Appends to the namespace's queues.
     *
     * @param atOnce         for entries that may be delivered now
     * @param delayed        for entries that have to wait
     * @param targetGroups   the readers of a message that names no target
     * @param requestGroups  the readers of a message that names one
     * @param recordBytesMax the largest record that each of the queues accepts, in bytes
     * @param payloads       where payloads that are too large for the queues are stored; empty: nowhere
     * @param gaps           what the namespace asks for and this process lacks; if there are any, the process accepts
     *                       no first write
     */
    record Open(
            NamespaceConfig namespace,
            AppendPath atOnce,
            AppendPath delayed,
            Set<ConsumerGroup> targetGroups,
            Set<ConsumerGroup> requestGroups,
            int recordBytesMax,
            Optional<PayloadPlace> payloads,
            List<String> gaps)
            implements AppendRoute {

        AppendPath path(LogEntry entry) {
            return entry.isDelayed() ? delayed : atOnce;
        }

        /** Where the payload is stored if the record does not fit; empty if it fits or there is no such place. */
        public Optional<PayloadPlace> claimPlace(LogEntry entry, AppendTerms terms) {
            return entry.bytes() > recordBytesMax + terms.slackBytes() && entry.payloadBytes() > 0
                    ? payloads
                    : Optional.empty();
        }

        public Set<ConsumerGroup> groups(LogEntry entry) {
            return entry.hasOwnTarget() ? requestGroups : targetGroups;
        }
    }

    /**
     * No queue to append to.
     *
     * @param gaps why, not empty
     */
    record Closed(NamespaceConfig namespace, List<String> gaps) implements AppendRoute {}

    /**
     * The route under a namespace's current configuration.
     *
     * @param timer lets another queue take over when one does not answer
     */
    static AppendRoute of(
            NamespaceConfig namespace, Plugins plugins, LogClients clients, InstantSource clock, DeadlineTimer timer) {
        List<String> gaps = MissingPlugins.of(namespace, plugins);
        try {
            List<Place> places = places(namespace, clients);
            return places.isEmpty()
                    ? new Closed(namespace, gaps)
                    : new Open(
                            namespace,
                            AppendPath.of(places, clock, timer),
                            AppendPath.of(delayed(places), clock, timer),
                            Set.copyOf(ConsumerGroup.ofTargets(namespace)),
                            Set.of(ConsumerGroup.ofRequestTargets(namespace.name())),
                            places.stream()
                                    .mapToInt(Place::recordBytesMax)
                                    .min()
                                    .orElseThrow(),
                            PayloadPlace.of(namespace, clients),
                            gaps);
        } catch (IllegalArgumentException e) {
            return new Closed(namespace, List.of("not served: " + Reasons.of(e)));
        }
    }

    /**
     * The queues that delay entries, those with delays by their own servers first. If no queue does, all of them: their
     * readers then hold the entries.
     */
    static List<Place> delayed(List<Place> places) {
        boolean none = places.stream().allMatch(place -> place.delays() == Delays.NONE);
        return places.stream()
                .filter(place -> none || place.delays() != Delays.NONE)
                .sorted(Comparator.comparing(Place::delays).reversed())
                .toList();
    }

    /**
     * The queues that this process can reach, in the order of the document. If the namespace is ordered, only the
     * first: the others would not know the order.
     */
    private static List<Place> places(NamespaceConfig namespace, LogClients clients) {
        return namespace.queues().stream()
                .limit(namespace.ordering() == Ordering.KEY ? 1 : Long.MAX_VALUE)
                .flatMap(queue -> clients.queues().apply(queue.type()).map(client -> place(client, queue)).stream())
                .toList();
    }

    private static Place place(QueueClient client, QueueConfig queue) {
        return new Place(client.writer(queue), client.traits(queue).delays(), client.recordBytesMax(queue));
    }
}
