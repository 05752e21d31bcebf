package io.walgateway.plugin.kv;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.StorageUnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** One connection for each service that is used; none before that. */
final class KvStorageClient implements DurableStorageClient {
    private final PluginContext context;
    private final Map<String, Optional<KvConnection>> connections = new ConcurrentHashMap<>();
    private final Map<DurableStorageConfig, KvStorage> storages = new ConcurrentHashMap<>();
    private final Timestamps timestamps;

    KvStorageClient(PluginContext context) {
        this.context = context;
        this.timestamps = new Timestamps(context.clock());
    }

    @Override
    public DurableStorage storage(DurableStorageConfig config) {
        return kv(config);
    }

    @Override
    public boolean isKnown(DurableStorageConfig config) {
        return KvSettings.of(context, name(config)).isPresent();
    }

    @Override
    public void provision(DurableStorageConfig config) {
        if (!isKnown(config)) {
            throw new IllegalArgumentException(absent(name(config)));
        }
        try {
            kv(config).provision().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StorageUnavailableException away) {
                throw away;
            }
            throw new IllegalArgumentException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        connections.values().forEach(connection -> connection.ifPresent(KvConnection::close));
    }

    private KvStorage kv(DurableStorageConfig config) {
        return storages.computeIfAbsent(
                config, _ -> new KvStorage(() -> connection(name(config)), config.namespace(), timestamps));
    }

    private KvConnection connection(String name) {
        return connections
                .computeIfAbsent(name, _ -> KvSettings.of(context, name).map(KvConnection::new))
                .orElseThrow(() -> new StorageUnavailableException(absent(name), null));
    }

    private static String absent(String name) {
        return "kv.clusters." + name + ".address: absent (expected: host:port in the settings of this process)";
    }

    private static String name(DurableStorageConfig config) {
        return config.shard().isEmpty() ? "default" : config.shard();
    }
}
