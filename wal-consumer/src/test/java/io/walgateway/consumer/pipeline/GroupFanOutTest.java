package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.consumer.route.Subscription;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.namespace.TargetEras;
import io.walgateway.core.namespace.TargetEras.Era;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where each group has entries of its own, nobody but its reader sees to what lies there. */
class GroupFanOutTest {
    private static final ConsumerGroup THERE = ConsumerGroup.ofTarget("orders", "there");

    private final PipelineHarness harness = new PipelineHarness();
    private final List<QueueEntry> appended = new ArrayList<>();
    private AppendResult answer = AppendResult.APPENDED;
    private final UnsharedQueue queue = new UnsharedQueue(harness.client, entry -> {
        appended.add(entry);
        return CompletableFuture.completedFuture(answer);
    });
    private final Subscription requests = Subscription.of(
            harness.toRequestTargets(), harness.targets, queue, harness.payloads, harness.sets, harness.known);
    private final Message message = Messages.message().build();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldTakeEverythingWhereNobodyElseSeesIt() {
        Subscription target = Subscription.of(
                harness.toNamespaceTarget(Ordering.NONE),
                harness.targets,
                queue,
                harness.payloads,
                harness.sets,
                harness.known);
        assertThat(requests.takes(message)).isTrue();
        assertThat(requests.takesMalformed()).isTrue();
        assertThat(target.takes(toItsOwn())).isTrue();
        assertThat(target.takesMalformed()).isTrue();
    }

    @Test
    void shouldTakeToTheTargetsQueuesWhatNamesNone() throws InterruptedException {
        // Its targets have not got it yet, and count it when they have.
        assertThat(deliver(requests, message)).isInstanceOf(DeliveryOutcome.Skipped.class);
        assertThat(appended).singleElement().satisfies(entry -> {
            assertThat(entry.groups()).isEqualTo(Set.of(THERE));
            assertThat(entry.id()).isEqualTo(message.id());
        });
    }

    @Test
    void shouldSettleNothingThatTheTargetsQueuesDoNotTake() throws InterruptedException {
        answer = new AppendResult.NotAppended("away");
        assertThat(deliver(requests, message)).isEqualTo(new DeliveryOutcome.Unavailable("away"));
        answer = new AppendResult.Unknown("lost");
        assertThat(deliver(requests, message)).isEqualTo(new DeliveryOutcome.Unknown("lost"));
    }

    /** The targets of its revision have got it by copies of their own. */
    @Test
    void shouldSkipInATargetsCopyWhatWasWrittenBeforeTheTargetWasThere() throws InterruptedException {
        TargetConfig there = harness.there();
        TargetConfig other = new TargetConfig(
                "other", there.address(), there.retry(), there.concurrencyMax(), there.deliveryTimeout());
        long later = message.configurationRevision() + 1;
        harness.document = harness.document(later, List.of(other, there))
                .withEras(
                        new TargetEras(List.of(new Era(1, Set.of("other")), new Era(later, Set.of("other", "there")))));
        Subscription target = Subscription.of(
                harness.toNamespaceTarget(Ordering.NONE),
                harness.targets,
                queue,
                harness.payloads,
                harness.sets,
                harness.known);
        assertThat(deliver(target, message)).isInstanceOf(DeliveryOutcome.Skipped.class);
        assertThat(appended).isEmpty();
    }

    @Test
    void shouldRejectWhatLiesWhereOnlyATargetsOwnAreRead() throws InterruptedException {
        Subscription target = Subscription.of(
                harness.toNamespaceTarget(Ordering.NONE),
                harness.targets,
                queue,
                harness.payloads,
                harness.sets,
                harness.known);
        assertThat(deliver(target, toItsOwn())).isInstanceOf(DeliveryOutcome.Rejected.class);
        assertThat(appended).isEmpty();
    }

    @Test
    void shouldRejectWhatNamesNoTargetWhereTheNamespaceHasNone() throws InterruptedException {
        PipelineSpec spec = harness.toRequestTargets();
        PipelineSpec without = new PipelineSpec(
                spec.namespace(),
                spec.queue(),
                spec.ordering(),
                spec.target(),
                Set.of(),
                spec.retry(),
                Optional.empty());
        Subscription route =
                Subscription.of(without, harness.targets, queue, harness.payloads, harness.sets, harness.known);
        assertThat(deliver(route, message)).isInstanceOf(DeliveryOutcome.Rejected.class);
    }

    private Message toItsOwn() {
        return Messages.message().target(harness.address("there")).build();
    }

    private static DeliveryOutcome deliver(Subscription route, Message message) throws InterruptedException {
        return route.destination(message).target().deliver(new DeliveryAttempt(message, 1, Instant.MAX));
    }
}
