package io.walgateway.controlplane.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.region.Region;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.retry.Backoff;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProvisionerTest {
    private final TestClock clock = new TestClock();
    private final FaultyStorage storage = new FaultyStorage(new InMemoryStorage(clock));
    private final InMemoryQueue queue = new InMemoryQueue();
    private final Plugins plugins = new Plugins(Map.of(queue.type(), queue), Map.of(), Map.of(storage.type(), storage));

    @Test
    void shouldRefuseADocumentWhoseDurableStorageIsAway() {
        try (Provisioner provisioner = new Provisioner(plugins, Region.unnamed(_ -> context()))) {
            storage.unavailable();
            assertThatThrownBy(() -> provisioner.provision(namespace(InMemoryStorage.TYPE)))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal())
                                    .isEqualTo(new Refusal.StorageAway(
                                            "durable storage memory large", "the storage is away")));
            storage.heal();
            provisioner.provision(namespace(InMemoryStorage.TYPE));
        }
    }

    @Test
    void shouldSayWhichValueTheQueuesServersDoNotTake() {
        FaultyQueue shrinking = new FaultyQueue(queue);
        shrinking.refusingConfigurations(new Violation("/partitions", "3", ">= 6"));
        Plugins refusing = new Plugins(Map.of(queue.type(), shrinking), Map.of());
        try (Provisioner provisioner = new Provisioner(refusing, Region.unnamed(_ -> context()))) {
            assertThatThrownBy(() -> provisioner.provision(namespace("kv")))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal())
                                    .isEqualTo(new Refusal.Invalid(List.of(Flaw.of(
                                            "/persistence_configurations/persistence_configuration/0/config/partitions",
                                            "3",
                                            ">= 6")))));
        }
    }

    @Test
    void shouldAskServersWithoutAnAnswerASecondTime() {
        FaultyQueue slow = new FaultyQueue(queue);
        try (Provisioner provisioner =
                new Provisioner(new Plugins(Map.of(queue.type(), slow), Map.of()), Region.unnamed(_ -> context()))) {
            slow.silentOnce();
            provisioner.requireThere(namespace("kv"));

            slow.unavailable();
            assertThatThrownBy(() -> provisioner.requireThere(namespace("kv")))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.QueueAway.class));
        }
    }

    @Test
    void shouldLeaveOutDurableStorageWithoutAPlugin() {
        storage.unavailable();
        try (Provisioner provisioner = new Provisioner(plugins, Region.unnamed(_ -> context()))) {
            provisioner.provision(namespace("kv"));
            assertThat(queue.entries("orders")).isEmpty();
        }
    }

    @Test
    void shouldMakeTheStandardStorageAsSoonAsItIsThere() {
        DurableStorageConfig standard = new DurableStorageConfig(InMemoryStorage.TYPE, "wal", "");
        storage.unavailable();
        try (Provisioner provisioner = new Provisioner(plugins, Region.unnamed(_ -> context()));
                StandardStorage making = new StandardStorage(
                        Optional.of(standard),
                        provisioner,
                        new Backoff(Duration.ofMillis(10), Duration.ofMillis(10)),
                        InstantSource.system(),
                        new SplittableRandom(1))) {
            making.start();
            await().until(() -> storage.refusedProvisions() > 1);
            assertThat(storage.provisioned()).isEmpty();
            storage.heal();
            await().until(() -> storage.provisioned().contains(standard));
        }
    }

    private PluginContext context() {
        return new PluginContext(Map.of(), clock, "test");
    }

    private static NamespaceConfig namespace(String storageType) {
        return new NamespaceConfig(
                "orders",
                1,
                "default",
                "consumer",
                NamespaceConfig.Ordering.NONE,
                List.of(new QueueConfig(InMemoryQueue.TYPE, "default", List.of("orders"), List.of(), Map.of())),
                List.of(),
                new Policies(RetryPolicy.DEFAULT, Limits.DEFAULT, NamespaceConfig.Access.OPEN),
                Optional.of(new DurableStorageConfig(storageType, "large", "")));
    }
}
