package io.walgateway.testkit.fake.storage;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.testkit.contract.DurableStorageContract;
import java.time.InstantSource;
import java.util.Map;

class InMemoryStorageTest extends DurableStorageContract {
    private final InMemoryStorage storage = new InMemoryStorage(InstantSource.system());

    @Override
    protected DurableStorageClient open() {
        return storage;
    }

    @Override
    protected DurableStorageClient openUnreachable() {
        FaultyStorage faulty = new FaultyStorage(storage);
        faulty.unavailable();
        return faulty.open(new PluginContext(Map.of(), clock(), "test"));
    }

    @Override
    protected DurableStorageConfig config(String namespace) {
        return new DurableStorageConfig(InMemoryStorage.TYPE, namespace, "");
    }

    @Override
    protected InstantSource clock() {
        return InstantSource.system();
    }
}
