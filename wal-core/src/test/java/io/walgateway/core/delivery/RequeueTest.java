package io.walgateway.core.delivery;

import static io.walgateway.core.delivery.CoreHarness.SLICE;
import static io.walgateway.core.delivery.CoreHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What waits for longer than it may in hand goes back to the queue. */
class RequeueTest {
    private static final Duration WAIT_MAX = Duration.ofSeconds(2);
    private static final Duration LONGEST_FIRST_PAUSE = Duration.ofMillis(1200);
    private static final Instant LATER = START.plusSeconds(60);

    private final CoreHarness unordered = harness(Ordering.NONE, WAIT_MAX);

    private static CoreHarness harness(Ordering ordering, Duration retryWaitMax) {
        return new CoreHarness(
                new DeliveryPolicy(ordering, CoreHarness.THREE_ATTEMPTS, 100, 1000, 1 << 20, WAIT_MAX, retryWaitMax));
    }

    private static Delivery due(CoreHarness harness, String key, Instant due) {
        return harness.message(key, due, Optional.empty(), 0, "there", SLICE);
    }

    @Test
    void shouldRequeueWhatIsNotDueForLong() {
        Delivery delivery = due(unordered, "", LATER);
        unordered.polled(delivery);
        assertThat(unordered.takeCommands()).containsExactly(new DeliveryCommand.Requeue(delivery, 0, LATER));
    }

    @Test
    void shouldHoldInHandWhatIsDueSoon() {
        Delivery delivery = due(unordered, "", START.plus(WAIT_MAX));
        unordered.polled(delivery);
        assertThat(unordered.takeCommands()).isEmpty();
        unordered.pass(WAIT_MAX);
        assertThat(unordered.started()).containsExactly(delivery);
    }

    @Test
    void shouldHoldInHandWhatTheQueueLetOutByAClockThatIsAhead() {
        Delivery delivery = due(unordered, "", LATER);
        Lease lease = delivery.lease();
        Lease out = new Lease(lease.slice(), lease.position(), lease.key(), lease.record(), LATER, 0);
        unordered.polled(new Delivery(out, delivery.message(), delivery.destination()));
        assertThat(unordered.takeCommands()).isEmpty();
    }

    @Test
    void shouldAcknowledgeOnlyWhenWhatComesAgainIsDurable() {
        Delivery delivery = due(unordered, "", LATER);
        unordered.polled(delivery);
        assertThat(unordered.acknowledged()).isEmpty();
        unordered.handle(new DeliveryEvent.Requeued(delivery));
        assertThat(unordered.acknowledged()).containsExactly(delivery);
        assertThat(unordered.core.held()).isZero();
    }

    @Test
    void shouldTryAgainWhenItCouldNotBeRequeued() {
        Delivery delivery = due(unordered, "", LATER);
        unordered.polled(delivery);
        unordered.handle(new DeliveryEvent.RequeueFailed(delivery, RequeueFault.NOT_NOW, "away"));
        unordered.takeCommands();
        assertThat(unordered.core.stuck()).isEqualTo(1);
        unordered.pass(LONGEST_FIRST_PAUSE);
        assertThat(unordered.takeCommands()).containsExactly(new DeliveryCommand.Requeue(delivery, 0, LATER));
        unordered.handle(new DeliveryEvent.Requeued(delivery));
        assertThat(unordered.core.stuck()).isZero();
    }

    @Test
    void shouldRequeueAFailureWithItsCountWhereTheQueueRemembersNone() {
        CoreHarness forgetful = harness(Ordering.NONE, Duration.ZERO);
        Delivery delivery = forgetful.message("");
        forgetful.polled(delivery);
        forgetful.takeCommands();
        forgetful.completed(delivery, new DeliveryOutcome.Failed("no"));
        assertThat(forgetful.takeCommands())
                .containsExactly(new DeliveryCommand.Requeue(delivery, 1, START.plusMillis(100)));
    }

    @Test
    void shouldKeepAFailureInTheLaneOfItsKey() {
        CoreHarness ordered = harness(Ordering.KEY, Duration.ZERO);
        Delivery delivery = ordered.message("key");
        ordered.polled(delivery);
        ordered.takeCommands();
        ordered.completed(delivery, new DeliveryOutcome.Failed("no"));
        assertThat(ordered.takeCommands()).containsExactly(new DeliveryCommand.RecordAttempts(delivery, 1));
    }

    @Test
    void shouldLetTheNextOfTheKeyGoWhenADelayedOneIsRequeued() {
        CoreHarness ordered = harness(Ordering.KEY, WAIT_MAX);
        Delivery delayed = due(ordered, "key", LATER);
        Delivery next = ordered.message("key");
        ordered.polled(delayed, next);
        assertThat(ordered.started()).isEmpty();
        ordered.handle(new DeliveryEvent.Requeued(delayed));
        assertThat(ordered.started()).containsExactly(next);
    }

    @Test
    void shouldReleaseARevokedSliceOnlyWhenWhatComesAgainIsDurable() {
        Delivery delivery = due(unordered, "", LATER);
        unordered.polled(delivery);
        unordered.handle(new DeliveryEvent.Revoked(Set.of(SLICE)));
        assertThat(unordered.all(DeliveryCommand.Released.class)).isEmpty();
        unordered.handle(new DeliveryEvent.Requeued(delivery));
        assertThat(unordered.all(DeliveryCommand.Released.class).toList())
                .isEqualTo(List.of(new DeliveryCommand.Released(SLICE)));
    }

    @Test
    void shouldLeaveWhatCouldNotBeRequeuedToTheNextOwner() {
        Delivery delivery = due(unordered, "", LATER);
        unordered.polled(delivery);
        unordered.handle(new DeliveryEvent.Revoked(Set.of(SLICE)));
        unordered.handle(new DeliveryEvent.RequeueFailed(delivery, RequeueFault.NOT_NOW, "away"));
        assertThat(unordered.acknowledged()).isEmpty();
        assertThat(unordered.all(DeliveryCommand.Released.class)).hasSize(1);
    }
}
