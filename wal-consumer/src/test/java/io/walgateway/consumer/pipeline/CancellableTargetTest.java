package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.consumer.route.Subscription;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.storage.Cancellations;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has waited is delivered only if it was not taken back. */
class CancellableTargetTest {
    private final PipelineHarness harness = new PipelineHarness();
    private final Cancellations cancellations = new Cancellations(
            harness.stored.storage(new DurableStorageConfig(InMemoryStorage.TYPE, "regrets", "")), "orders");
    private final Subscription route = Subscription.skippingCancelled(
            PipelineHarness.toThere(harness.targets.at(harness.address("there"))),
            harness.payloads,
            new ClaimCheck.Place(InMemoryStorage.TYPE, "regrets", ""));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldDeliverOnlyWhatIsStillWanted() {
        Message unwanted = delayed();
        Message wanted = delayed();
        cancel(unwanted);
        harness.append(unwanted);
        harness.append(wanted);
        try (Pipeline pipeline = start()) {
            await().until(() -> harness.target.delivered().contains(wanted));
            await().until(() -> pipeline.status().held() == 0);
        }
        assertThat(harness.target.delivered()).containsExactly(wanted);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void shouldCountAsSkippedAndNotAsDeliveredWhatIsNotWanted() {
        Message unwanted = delayed();
        cancel(unwanted);
        harness.append(unwanted);
        harness.append(delayed());
        try (Pipeline pipeline = start()) {
            await().until(() -> harness.target.delivered().size() == 1);
            await().until(() -> pipeline.status().held() == 0);
            assertThat(harness.count("wal.consumer.attempts", "outcome", "skipped"))
                    .isEqualTo(1);
            assertThat(harness.count("wal.consumer.attempts", "outcome", "delivered"))
                    .isEqualTo(1);
            assertThat(harness.registry
                            .get("wal.consumer.delivery.lateness")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldWaitForTheStorageWhileWhatWasNeverDelayedGoesOn() {
        Message waiting = delayed();
        Message other = Messages.message().build();
        harness.storage.unavailable();
        harness.append(waiting);
        harness.append(other);
        try (Pipeline pipeline = start()) {
            await().until(() -> harness.target.delivered().contains(other));
            await().until(() -> pipeline.status().endpointsAway() == 1);
            cancel(waiting);
            harness.storage.heal();
            await().until(() -> pipeline.status().held() == 0);
        }
        assertThat(harness.target.delivered()).containsExactly(other);
    }

    private Pipeline start() {
        Pipeline pipeline = harness.create(harness.toNamespaceTarget(Ordering.NONE), route, DeliveryLimits.DEFAULT);
        pipeline.start();
        return pipeline;
    }

    private Message delayed() {
        return Messages.message()
                .writeTime(harness.clock.instant().minusSeconds(60))
                .due(harness.clock.instant().minusSeconds(1))
                .build();
    }

    private void cancel(Message message) {
        assertThat(cancellations.add(message.id(), harness.clock.instant()).toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(1));
    }
}
