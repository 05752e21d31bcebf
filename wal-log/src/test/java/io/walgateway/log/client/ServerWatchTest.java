package io.walgateway.log.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.sample.SampleNamespaces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerWatchTest {
    private static final Duration NAMED_WITHIN = Duration.ofSeconds(5);

    private final FaultyQueue queue = new FaultyQueue(new InMemoryQueue("held"));
    private final QueueClients clients = QueueClients.open(
            new Plugins(Map.of("held", queue), Map.of()), _ -> new PluginContext(Map.of(), new TestClock(), "test"));
    private final List<NamespaceConfig> namespaces =
            new CopyOnWriteArrayList<>(List.of(SampleNamespaces.withTarget("held", "scripted")));
    private final ServerWatch watch = ServerWatch.ofQueues(
            () -> namespaces, new LogClients(clients::client, _ -> Optional.empty(), Optional.empty()));

    @AfterEach
    void close() {
        watch.close();
        clients.close();
    }

    @Test
    void shouldNameAClusterThatIsAwayWithoutAnyTraffic() {
        watch.start();
        queue.unavailable();
        await().atMost(NAMED_WITHIN).until(() -> !watch.away().isEmpty());
        assertThat(watch.away()).containsExactly(Map.entry("held default", "queues are away"));
        assertThat(watch.trouble()).contains("away: queues are away");
        queue.heal();
        await().atMost(NAMED_WITHIN).until(() -> watch.away().isEmpty());
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void shouldAskAgainAfterALookThatFailed() {
        AtomicBoolean broken = new AtomicBoolean(true);
        LogClients found = new LogClients(clients::client, _ -> Optional.empty(), Optional.empty());
        try (ServerWatch other = ServerWatch.ofQueues(
                () -> {
                    if (broken.getAndSet(false)) {
                        throw new IllegalStateException("the namespaces are not to be had");
                    }
                    return namespaces;
                },
                found)) {
            queue.unavailable();
            other.start();
            await().atMost(NAMED_WITHIN).until(() -> !other.away().isEmpty());
        }
    }

    @Test
    void shouldNameAStorageThatIsAwayWithoutAnyTraffic() {
        FaultyStorage storage = new FaultyStorage(new InMemoryStorage(new TestClock()));
        namespaces.set(0, SampleNamespaces.withStorage("held", "scripted", Optional.of(storage.type())));
        Plugins plugins = new Plugins(Map.of(), Map.of(), Map.of(storage.type(), storage));
        try (StorageClients storages =
                        StorageClients.open(plugins, _ -> new PluginContext(Map.of(), new TestClock(), "test"));
                ServerWatch storageWatch = ServerWatch.ofStorages(() -> namespaces, LogClients.of(clients, storages))) {
            storageWatch.start();
            storage.unavailable();
            await().atMost(NAMED_WITHIN).until(() -> !storageWatch.away().isEmpty());
            assertThat(storageWatch.trouble().orElseThrow()).contains("durable storage " + storage.type() + " large: ");
            storage.heal();
            await().atMost(NAMED_WITHIN).until(() -> storageWatch.away().isEmpty());
        }
    }

    @Test
    void shouldAskEachDeploymentOfAStorage() {
        FaultyStorage storage = new FaultyStorage(new InMemoryStorage(new TestClock()));
        namespaces.clear();
        for (String shard : List.of("", "west")) {
            namespaces.add(SampleNamespaces.withStorageAt(
                    "held", "scripted", Optional.of(new DurableStorageConfig(storage.type(), "large", shard))));
        }
        storage.unavailable();
        Plugins plugins = new Plugins(Map.of(), Map.of(), Map.of(storage.type(), storage));
        try (StorageClients storages =
                        StorageClients.open(plugins, _ -> new PluginContext(Map.of(), new TestClock(), "test"));
                ServerWatch storageWatch = ServerWatch.ofStorages(() -> namespaces, LogClients.of(clients, storages))) {
            storageWatch.start();
            await().atMost(NAMED_WITHIN).until(() -> storageWatch.away().size() == 2);
        }
    }

    @Test
    void shouldForgetAClusterThatNoNamespaceUses() {
        queue.unavailable();
        watch.start();
        await().atMost(NAMED_WITHIN).until(() -> !watch.away().isEmpty());
        namespaces.clear();
        await().atMost(NAMED_WITHIN).until(() -> watch.away().isEmpty());
    }
}
