package io.walgateway.plugin.cassandra.storage;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.cassandra.cluster.Cluster;
import io.walgateway.plugin.cassandra.cluster.ClusterSettings;
import io.walgateway.plugin.cassandra.cluster.Connection;
import io.walgateway.plugin.cassandra.cluster.DriverOutcomes;
import io.walgateway.plugin.cassandra.cluster.StorageTables;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection for each cluster that is written to; a process that stores nothing does not load the driver. */
public final class CassandraStorageClient implements DurableStorageClient {
    private static final Duration PROVISION_PATIENCE = Duration.ofSeconds(30);

    private final PluginContext context;
    private final Map<String, Optional<Cluster>> clusters = new ConcurrentHashMap<>();
    private final Map<DurableStorageConfig, DurableStorage> storages = new ConcurrentHashMap<>();

    public CassandraStorageClient(PluginContext context) {
        this.context = context;
    }

    @Override
    public DurableStorage storage(DurableStorageConfig config) {
        return storages.computeIfAbsent(
                config,
                _ -> new CassandraStorage(
                        () -> cluster(name(config)), tables(config), config.namespace(), context.clock()));
    }

    @Override
    public boolean isKnown(DurableStorageConfig config) {
        return ClusterSettings.of(context, name(config)).isPresent();
    }

    @Override
    public void provision(DurableStorageConfig config) {
        if (!isKnown(config)) {
            throw new IllegalArgumentException(absent(name(config)));
        }
        long end = System.nanoTime() + PROVISION_PATIENCE.toNanos();
        try {
            Connection connection =
                    cluster(name(config)).connection().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            for (String cql : tables(config).creation()) {
                connection.define(cql).toCompletableFuture().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            if (DriverOutcomes.of(e) instanceof DeliveryOutcome.Rejected(String why)) {
                throw new IllegalArgumentException(why, e);
            }
            throw new StorageUnavailableException(DriverOutcomes.text(e), e);
        } catch (TimeoutException e) {
            throw new StorageUnavailableException("no answer within " + Durations.format(PROVISION_PATIENCE), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted", e);
        }
    }

    @Override
    public void close() {
        clusters.values().forEach(cluster -> cluster.ifPresent(Cluster::close));
    }

    private StorageTables tables(DurableStorageConfig config) {
        return ClusterSettings.storageTables(context, name(config));
    }

    private Cluster cluster(String name) {
        return clusters.computeIfAbsent(name, this::connect)
                .orElseThrow(() -> new StorageUnavailableException(absent(name), null));
    }

    private static String absent(String name) {
        return "cassandra.clusters." + name
                + ".contact-points: absent (expected: host:port,host:port in the settings of this process)";
    }

    private Optional<Cluster> connect(String name) {
        return ClusterSettings.of(context, name)
                .map(settings -> new Cluster(settings, context.process() + "-storage-" + name, context.clock()));
    }

    private static String name(DurableStorageConfig config) {
        return config.shard().isEmpty() ? "default" : config.shard();
    }
}
