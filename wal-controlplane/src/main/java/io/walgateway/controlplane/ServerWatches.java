package io.walgateway.controlplane;

import io.walgateway.controlplane.namespace.Provisioner;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.client.ServerWatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows which servers of queues and durable storages are away, in each region. */
final class ServerWatches implements AutoCloseable {
    private final List<ServerWatch> queues = new ArrayList<>();
    private final List<ServerWatch> storages = new ArrayList<>();

    private ServerWatches() {}

    /**
     * Watches nothing before it is started.
     *
     * @param namespaces all that exist
     * @param standard   the storage of namespaces that name none
     */
    static ServerWatches of(
            Regions regions,
            Supplier<Collection<NamespaceConfig>> namespaces,
            Optional<DurableStorageConfig> standard) {
        ServerWatches watches = new ServerWatches();
        for (Provisioner region : regions.all()) {
            LogClients clients = new LogClients(region::client, region::storage, standard);
            watches.queues.add(ServerWatch.ofQueues(namespaces, clients, region.region()));
            watches.storages.add(ServerWatch.ofStorages(namespaces, clients, region.region()));
        }
        return watches;
    }

    void start() {
        all().forEach(ServerWatch::start);
    }

    /** The number of clusters of queues that are away. */
    int queuesAway() {
        return away(queues);
    }

    /** The number of durable storages that are away. */
    int storagesAway() {
        return away(storages);
    }

    /** One human-readable line; empty if no cluster is away. */
    Optional<String> queueTrouble() {
        return trouble(queues);
    }

    /** One human-readable line; empty if no storage is away. */
    Optional<String> storageTrouble() {
        return trouble(storages);
    }

    private Stream<ServerWatch> all() {
        return Stream.concat(queues.stream(), storages.stream());
    }

    private static int away(List<ServerWatch> watches) {
        return watches.stream().mapToInt(watch -> watch.away().size()).sum();
    }

    private static Optional<String> trouble(List<ServerWatch> watches) {
        String trouble =
                watches.stream().flatMap(watch -> watch.trouble().stream()).collect(Collectors.joining("; "));
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    @Override
    public void close() {
        all().forEach(ServerWatch::close);
    }
}
