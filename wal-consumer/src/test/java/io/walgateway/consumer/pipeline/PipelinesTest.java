package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.consumer.route.Assignment;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.Generation;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceCatalog;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelinesTest {
    private final PipelineHarness harness = new PipelineHarness();
    private final ChangingCatalog catalog = new ChangingCatalog();
    private final AtomicInteger begun = new AtomicInteger();
    private final Pipelines pipelines = new Pipelines(
            catalog,
            new Assignment("default", Optional.of("consumer"), Set.of()),
            harness.plugins,
            this::newPipeline,
            harness.clock,
            new SplittableRandom(1));

    @AfterEach
    void close() {
        pipelines.close();
        harness.close();
    }

    private Pipeline newPipeline(PipelineSpec spec) {
        begun.incrementAndGet();
        return harness.create(spec, DeliveryLimits.DEFAULT);
    }

    private NamespaceConfig orders(String stack, int concurrency, String... targets) {
        return new NamespaceConfig(
                "orders",
                1,
                "default",
                stack,
                Ordering.NONE,
                List.of(harness.queueConfig),
                List.of(targets).stream()
                        .map(name -> new TargetConfig(
                                name,
                                harness.address(name),
                                PipelineHarness.THREE_QUICK_ATTEMPTS,
                                concurrency,
                                Duration.ofSeconds(10)))
                        .toList(),
                new Policies(PipelineHarness.THREE_QUICK_ATTEMPTS, Limits.DEFAULT, Access.OPEN),
                Optional.empty());
    }

    private void untilRunning(int count) {
        await().untilAsserted(() -> assertThat(pipelines.states().values())
                .hasSize(count)
                .allMatch(PipelineKeeper.State.Running.class::isInstance));
    }

    @Test
    void shouldDeliverToATargetThatWasLeftWhatWasWrittenBeforeAndNothingSince() {
        NamespaceConfig before = orders("consumer", 1, "here");
        catalog.put(orders("consumer", 1, "there")
                .withRevision(2)
                .withEarlier(List.of(new Generation(2, before.queues(), false, before.targets()))));
        Message owed = Messages.message().revision(1).build();
        Message since = Messages.message().revision(2).build();
        Message again = Messages.message().revision(2).recipient("here").build();
        List.of(owed, since, again).forEach(harness::append);
        pipelines.start();
        untilRunning(3);
        await().untilAsserted(() ->
                assertThat(harness.provider.target("here").delivered()).containsExactlyInAnyOrder(owed, again));
        await().untilAsserted(() ->
                assertThat(harness.provider.target("there").delivered()).contains(since));
        await().until(() -> pipelines.running().stream()
                .allMatch(pipeline -> pipeline.status().held() == 0));
        assertThat(harness.provider.target("here").delivered()).containsExactlyInAnyOrder(owed, again);
        assertThat(harness.deadLetters()).isEmpty();
        catalog.put(orders("consumer", 1, "there").withRevision(2));
        untilRunning(2);
    }

    @Test
    void shouldRunOnePipelineForEachTargetAndOneForNamedTargets() {
        catalog.put(orders("consumer", 1, "here", "there"));
        pipelines.start();
        untilRunning(3);
        assertThat(pipelines.states().keySet())
                .containsExactlyInAnyOrder(
                        "wal.orders.here on memory:default:orders",
                        "wal.orders.there on memory:default:orders",
                        "wal.orders.@request on memory:default:orders");
    }

    @Test
    void shouldDeliverForANamespaceThatIsPutWhileRunning() {
        pipelines.start();
        catalog.put(orders("consumer", 1, "there"));
        Message message = Messages.message().build();
        harness.append(message);
        await().until(() -> harness.target.delivered().contains(message));
    }

    @Test
    void shouldEndThePipelinesOfANamespaceThatIsDropped() {
        catalog.put(orders("consumer", 1, "there"));
        pipelines.start();
        untilRunning(2);
        catalog.drop("orders");
        assertThat(pipelines.states()).isEmpty();
    }

    @Test
    void shouldReplaceOnlyThePipelineWhoseConfigurationChanged() {
        catalog.put(orders("consumer", 1, "there"));
        pipelines.start();
        untilRunning(2);
        catalog.put(orders("consumer", 2, "there"));
        await().untilAsserted(() -> assertThat(begun).hasValue(3));
        untilRunning(2);
        catalog.put(orders("consumer", 2, "there"));
        Message message = Messages.message().build();
        harness.append(message);
        await().until(() -> harness.target.delivered().contains(message));
        assertThat(begun).hasValue(3);
    }

    @Test
    void shouldLeaveOtherStacksAlone() {
        catalog.put(orders("batch", 1, "there"));
        pipelines.start();
        assertThat(pipelines.states()).isEmpty();
    }

    @Test
    void shouldTryAgainWhenAPipelineCannotBegin() {
        try (Pipelines failing = new Pipelines(
                catalog,
                new Assignment("default", Optional.empty(), Set.of()),
                harness.plugins,
                spec -> {
                    if (begun.getAndIncrement() == 0) {
                        throw new IllegalArgumentException("no such cluster");
                    }
                    return harness.create(spec, DeliveryLimits.DEFAULT);
                },
                harness.clock,
                new SplittableRandom(1))) {
            catalog.put(orders("consumer", 1));
            failing.start();
            await().untilAsserted(() -> assertThat(failing.states().values())
                    .singleElement()
                    .isInstanceOf(PipelineKeeper.State.Running.class));
            assertThat(begun).hasValue(2);
        }
    }

    /** A catalog that the test changes. */
    private static final class ChangingCatalog implements NamespaceCatalog {
        private final Map<String, NamespaceConfig> namespaces = new ConcurrentHashMap<>();
        private Runnable listener = () -> {};

        void put(NamespaceConfig namespace) {
            namespaces.put(namespace.name(), namespace);
            listener.run();
        }

        void drop(String name) {
            namespaces.remove(name);
            listener.run();
        }

        @Override
        public Optional<NamespaceConfig> find(String name) {
            return Optional.ofNullable(namespaces.get(name));
        }

        @Override
        public Collection<NamespaceConfig> all() {
            return namespaces.values();
        }

        @Override
        public CompletionStage<Void> ready() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void listen(Runnable onChange) {
            listener = onChange;
        }

        @Override
        public void close() {}
    }
}
