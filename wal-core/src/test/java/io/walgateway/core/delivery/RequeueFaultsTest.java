package io.walgateway.core.delivery;

import static io.walgateway.core.delivery.CoreHarness.SLICE;
import static io.walgateway.core.delivery.CoreHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.retry.Backoff;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What cannot go back to the queue is delivered from the hand or given up, and is never tried for ever without a pause. */
class RequeueFaultsTest {
    private static final Duration A_DAY_AND_MORE = Duration.ofDays(2);

    private final CoreHarness core = harness(Ordering.NONE);

    private static CoreHarness harness(Ordering ordering) {
        return new CoreHarness(new DeliveryPolicy(
                ordering, CoreHarness.THREE_ATTEMPTS, 100, 1000, 1 << 20, Duration.ofSeconds(2), Duration.ZERO));
    }

    private Delivery due(Instant time) {
        return core.message("", time, Optional.empty(), 0, "there", SLICE);
    }

    @Test
    void shouldDeliverFromTheHandWhatTheQueueOfTodayDoesNotTake() {
        Delivery delivery = failedOnce();
        fail(core, delivery, RequeueFault.TOO_LARGE);
        assertThat(core.takeCommands()).containsExactly(new DeliveryCommand.RecordAttempts(delivery, 1));
        core.handle(new DeliveryEvent.AttemptsRecorded(delivery));
        assertThat(core.core.stuck()).isZero();

        core.pass(Duration.ofMillis(99));
        assertThat(core.takeCommands()).isEmpty();
        core.pass(Duration.ofMillis(1));
        assertThat(core.takeCommands()).containsExactly(new DeliveryCommand.Deliver(delivery, 2));
        core.completed(delivery, DeliveryOutcome.DELIVERED);
        assertThat(core.acknowledged()).containsExactly(delivery);
        assertThat(core.core.held()).isZero();
    }

    @Test
    void shouldKeepADelayedOneInHandUntilItIsDue() {
        Delivery delivery = due(START.plusSeconds(60));
        core.polled(delivery);
        fail(core, delivery, RequeueFault.TOO_LARGE);
        core.takeCommands();
        core.pass(Duration.ofSeconds(59));
        assertThat(core.takeCommands()).isEmpty();
        core.pass(Duration.ofSeconds(1));
        assertThat(core.started()).containsExactly(delivery);
    }

    @Test
    void shouldGiveUpWhatHasNoPlaceAndIsNotDueForLong() {
        Delivery delivery = due(START.plus(A_DAY_AND_MORE));
        core.polled(delivery);
        Instant began = core.now;
        int tries = failUntilGivenUp(core, delivery);
        assertThat(tries).isEqualTo(RequeueVerdict.TOO_LARGE_TRIES_MAX);
        assertThat(Duration.between(began, core.now)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(180));
        assertThat(core.deadLetters())
                .containsExactly(new DeliveryCommand.DeadLetter(delivery, GiveUpReason.TOO_LARGE, "no room"));
        assertThat(core.acknowledged()).isEmpty();
        core.handle(new DeliveryEvent.DeadLettered(delivery));
        assertThat(core.acknowledged()).containsExactly(delivery);
    }

    @Test
    void shouldGiveUpWhatBelongsElsewhereAndDoesNotFitThere() {
        CoreHarness ordered = harness(Ordering.KEY);
        ordered.handle(new DeliveryEvent.Placed(PlacedTest.placement(1, PlacedTest.NEW, PlacedTest.OLD)));
        Delivery delivery = ordered.message("key");
        ordered.polled(delivery);
        assertThat(ordered.started()).isEmpty();
        failUntilGivenUp(ordered, delivery);
        assertThat(ordered.deadLetters()).hasSize(1);
        assertThat(ordered.started()).isEmpty();
    }

    @Test
    void shouldNeverDeliverFromTheHandWhatBelongsElsewhere() {
        CoreHarness ordered = harness(Ordering.KEY);
        ordered.handle(new DeliveryEvent.Placed(PlacedTest.placement(1, PlacedTest.NEW, PlacedTest.OLD)));
        Delivery delivery = ordered.message("key");
        ordered.polled(delivery);
        for (int i = 0; i < 50; i++) {
            fail(ordered, delivery, i % 2 == 0 ? RequeueFault.NOT_NOW : RequeueFault.UNKNOWN);
            ordered.pass(Duration.ofHours(1));
        }
        assertThat(ordered.started()).isEmpty();
        assertThat(ordered.deadLetters()).isEmpty();
        assertThat(ordered.core.stuck()).isEqualTo(1);
    }

    @Test
    void shouldDeliverFromTheHandWhatIsDueBeforeTheQueueIsBack() {
        Delivery delivery = due(START.plusSeconds(5));
        core.polled(delivery);
        while (core.now.isBefore(START.plusSeconds(5))) {
            fail(core, delivery, RequeueFault.NOT_NOW);
            core.pass(Duration.ofMillis(500));
        }
        assertThat(core.started()).containsExactly(delivery);
    }

    @Test
    void shouldPauseLongerWithEachTryThatFails() {
        Delivery delivery = due(START.plus(A_DAY_AND_MORE));
        core.polled(delivery);
        assertThat(triesWithin(Duration.ofHours(1), delivery, RequeueFault.NOT_NOW))
                .isBetween(100, 160);
    }

    @Test
    void shouldLeaveFewCopiesBehindWhereTheAnswerIsUnknownEachTime() {
        Delivery delivery = due(START.plus(A_DAY_AND_MORE));
        core.polled(delivery);
        assertThat(triesWithin(Duration.ofHours(1), delivery, RequeueFault.UNKNOWN))
                .isBetween(10, 17);
    }

    @Test
    void shouldPauseLongerWithEachDeadLetterThatIsNotStored() {
        Delivery delivery = core.message("");
        core.polled(delivery);
        core.completed(delivery, new DeliveryOutcome.Rejected("never"));
        int tries = 0;
        Instant end = core.now.plus(Duration.ofHours(1));
        while (core.now.isBefore(end)) {
            if (!core.deadLetters().isEmpty()) {
                tries++;
                core.takeCommands();
                core.handle(new DeliveryEvent.DeadLetterFailed(delivery, "away"));
            }
            core.pass(Duration.ofMillis(100));
        }
        assertThat(tries).isBetween(100, 160);
        assertThat(core.core.stuck()).isEqualTo(1);
        assertThat(core.acknowledged()).isEmpty();
    }

    private Delivery failedOnce() {
        Delivery delivery = core.message("");
        core.polled(delivery);
        core.takeCommands();
        core.completed(delivery, new DeliveryOutcome.Failed("no"));
        assertThat(core.takeCommands())
                .containsExactly(new DeliveryCommand.Requeue(delivery, 1, START.plusMillis(100)));
        return delivery;
    }

    private int triesWithin(Duration time, Delivery delivery, RequeueFault fault) {
        int tries = 0;
        Instant end = core.now.plus(time);
        while (core.now.isBefore(end)) {
            if (core.all(DeliveryCommand.Requeue.class).findAny().isPresent()) {
                tries++;
                core.takeCommands();
                fail(core, delivery, fault);
            }
            core.pass(Duration.ofMillis(100));
        }
        return tries;
    }

    private static int failUntilGivenUp(CoreHarness core, Delivery delivery) {
        int tries = 0;
        while (core.deadLetters().isEmpty()) {
            assertThat(tries).isLessThan(100);
            if (core.all(DeliveryCommand.Requeue.class).findAny().isPresent()) {
                tries++;
                core.takeCommands();
                fail(core, delivery, RequeueFault.TOO_LARGE);
            } else {
                core.pass(Backoff.STORING.min());
            }
        }
        return tries;
    }

    private static void fail(CoreHarness core, Delivery delivery, RequeueFault fault) {
        core.handle(new DeliveryEvent.RequeueFailed(delivery, fault, "no room"));
    }
}
