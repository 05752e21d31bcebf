package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.consumer.route.Subscription;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    private final PipelineHarness harness = new PipelineHarness();
    private final Subscription requests = Subscription.of(
            harness.toRequestTargets(), harness.targets, harness.client, harness.payloads, harness.sets, harness.known);

    @AfterEach
    void close() {
        harness.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders-dlq"})
    void shouldRejectAMessageThatNamesAQueueOfANamespaceAsItsTarget(String queue) throws InterruptedException {
        // Remembered from before the queue had an owner.
        deliver(queue);
        know();

        assertThat(deliver(queue))
                .isEqualTo(
                        new DeliveryOutcome.Rejected(
                                "target: a queue of namespace orders"
                                        + " (expected: a target that is no queue of a namespace; a target of type wal writes to a namespace)"));
    }

    @Test
    void shouldRejectAMessageThatNamesAQueueOfANamespaceInAnotherRegion() {
        TargetAddress queue = new TargetAddress(harness.provider.type(), Map.of("queue", "orders"));
        assertThat(owners().obstacle(new RegionalTarget("us", "w", Optional.of(queue)).address()))
                .contains("a queue of namespace orders");
    }

    @Test
    void shouldDeliverToQueuesThatNoNamespaceHas() throws InterruptedException {
        know();

        assertThat(deliver("other")).isInstanceOf(DeliveryOutcome.Delivered.class);
    }

    /** Queues of the targets' own type, all of them of namespace {@code orders}. */
    private void know() {
        harness.targets.know(owners());
    }

    private QueueOwners owners() {
        String type = harness.provider.type();
        Plugins plugins = new Plugins(Map.of(type, harness.queue), Map.of(type, harness.provider));
        QueueNames names = new QueueNames(plugins, _ -> new PluginContext(Map.of(), harness.clock, "test"));
        QueueConfig queue = new QueueConfig(type, "default", List.of("orders"), List.of("orders-dlq"), Map.of());
        return new QueueOwners(
                names,
                List.of(new NamespaceConfig(
                        "orders",
                        1,
                        "default",
                        "consumer",
                        Ordering.NONE,
                        List.of(queue),
                        List.of(),
                        new Policies(PipelineHarness.THREE_QUICK_ATTEMPTS, Limits.DEFAULT, NamespaceConfig.Access.OPEN),
                        Optional.empty())));
    }

    private DeliveryOutcome deliver(String queue) throws InterruptedException {
        TargetAddress address = new TargetAddress(harness.provider.type(), Map.of("queue", queue));
        Message message = Messages.message().target(address).build();
        return requests.destination(message).target().deliver(new DeliveryAttempt(message, 1, Instant.MAX));
    }
}
