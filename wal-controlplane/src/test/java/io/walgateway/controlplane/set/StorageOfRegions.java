package io.walgateway.controlplane.set;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Storage in memory, another one wherever the setting {@code servers} differs. */
final class StorageOfRegions implements DurableStorageProvider {
    private final Map<String, FaultyStorage> storages = new ConcurrentHashMap<>();
    private final InstantSource clock;

    StorageOfRegions(InstantSource clock) {
        this.clock = clock;
    }

    FaultyStorage on(String servers) {
        return storages.computeIfAbsent(servers, _ -> new FaultyStorage(new InMemoryStorage(clock)));
    }

    DurableStorage items(String servers) {
        return on(servers)
                .open(new PluginContext(Map.of(), clock, "test"))
                .storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""));
    }

    @Override
    public String type() {
        return InMemoryStorage.TYPE;
    }

    @Override
    public List<Violation> check(DurableStorageConfig config) {
        return List.of();
    }

    @Override
    public DurableStorageClient open(PluginContext context) {
        return on(context.settings().getOrDefault("servers", "")).open(context);
    }
}
