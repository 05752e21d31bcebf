package io.walgateway.core.delivery;

import static io.walgateway.core.delivery.CoreHarness.SLICE;
import static io.walgateway.core.delivery.CoreHarness.START;
import static io.walgateway.core.target.DeliveryOutcome.DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.retry.Backoff;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveryCoreTest {
    private static final Slice OTHER_SLICE = new Slice("orders", 1, 1);

    private final CoreHarness unordered = new CoreHarness(Ordering.NONE);
    private final CoreHarness ordered = new CoreHarness(Ordering.KEY);

    @Test
    void shouldAcknowledgeOnlyWhatWasDelivered() {
        Delivery first = unordered.message("");
        Delivery second = unordered.message("");
        unordered.polled(first, second);

        assertThat(unordered.started()).containsExactly(first, second);
        assertThat(unordered.acknowledged()).isEmpty();

        unordered.completed(second, DELIVERED);
        assertThat(unordered.acknowledged()).containsExactly(second);
    }

    @Test
    void shouldNotDeliverBeforeDue() {
        Delivery delayed = unordered.message("", START.plusMillis(500), Optional.empty(), 0, "there", SLICE);
        unordered.polled(delayed);

        assertThat(unordered.core.nextWake()).contains(START.plusMillis(500));
        unordered.pass(Duration.ofMillis(499));
        assertThat(unordered.started()).isEmpty();

        unordered.pass(Duration.ofMillis(1));
        assertThat(unordered.started()).containsExactly(delayed);
    }

    @Test
    void shouldWaitAgainForWhatIsNotDueAnyMoreWhenTheClockGoesBack() {
        CoreHarness one = CoreHarness.withConcurrency(1);
        Delivery first = one.message("");
        Delivery delayed = one.message("", START.plusMillis(500), Optional.empty(), 0, "there", SLICE);
        one.polled(first, delayed);
        one.pass(Duration.ofMillis(500));
        one.now = START.plusMillis(100);
        one.completed(first, DELIVERED);
        assertThat(one.started()).containsExactly(first);
        assertThat(one.core.nextWake()).contains(START.plusMillis(500));

        one.pass(Duration.ofMillis(400));
        assertThat(one.started()).containsExactly(first, delayed);
    }

    @Test
    void shouldDeadLetterWhatExpiredUndelivered() {
        Delivery shortLived =
                unordered.message("", START.plusMillis(100), Optional.of(START.plusMillis(50)), 0, "there", SLICE);
        unordered.polled(shortLived);
        unordered.pass(Duration.ofMillis(100));

        assertThat(unordered.started()).isEmpty();
        assertThat(unordered.deadLetters())
                .extracting(DeliveryCommand.DeadLetter::reason)
                .containsExactly(GiveUpReason.EXPIRED);
    }

    @Test
    void shouldDeliverOneKeyInOrderWithoutOverlap() {
        Delivery first = ordered.message("a");
        Delivery second = ordered.message("a");
        Delivery other = ordered.message("b");
        ordered.polled(first, second, other);
        assertThat(ordered.started()).containsExactly(first, other);

        ordered.completed(first, DELIVERED);
        assertThat(ordered.started()).containsExactly(first, other, second);
    }

    @Test
    void shouldNotOrderMessagesWithoutKey() {
        ordered.polled(ordered.message(""), ordered.message(""));
        assertThat(ordered.started()).hasSize(2);
    }

    @Test
    void shouldHoldUpOnlyTheFailingKey() {
        Delivery failing = ordered.message("a");
        Delivery behind = ordered.message("a");
        ordered.polled(failing, behind);
        ordered.failed(failing);

        Delivery other = ordered.message("b");
        ordered.polled(other);
        assertThat(ordered.started()).containsExactly(failing, other);

        ordered.pass(Duration.ofMillis(100));
        assertThat(ordered.started()).containsExactly(failing, other, failing);
        ordered.completed(failing, DELIVERED);
        assertThat(ordered.started()).endsWith(behind);
    }

    @Test
    void shouldNotRetryBeforeTheNumberOfFailuresIsDurable() {
        Delivery failing = unordered.message("");
        unordered.polled(failing);
        unordered.completed(failing, new DeliveryOutcome.Failed("no"));
        unordered.pass(Duration.ofMinutes(1));
        assertThat(unordered.started()).hasSize(1);

        unordered.handle(new DeliveryEvent.AttemptsRecorded(failing));
        assertThat(unordered.started()).hasSize(2);
    }

    @Test
    void shouldDeadLetterAfterLastAttempt() {
        Delivery failing = unordered.message("");
        unordered.polled(failing);
        unordered.failed(failing);
        unordered.pass(Duration.ofMillis(100));
        unordered.failed(failing);
        unordered.pass(Duration.ofMillis(200));
        assertThat(unordered.started()).hasSize(3);
        unordered.completed(failing, new DeliveryOutcome.Unknown("still no"));

        assertThat(unordered.deadLetters())
                .containsExactly(new DeliveryCommand.DeadLetter(failing, GiveUpReason.ATTEMPTS_EXHAUSTED, "still no"));
        assertThat(failing.failures()).isEqualTo(3);
    }

    @Test
    void shouldDeadLetterAfterOneAttemptWhatIsRejected() {
        Delivery rejected = unordered.message("");
        unordered.polled(rejected);
        unordered.completed(rejected, new DeliveryOutcome.Rejected("never"));

        assertThat(unordered.deadLetters())
                .containsExactly(new DeliveryCommand.DeadLetter(rejected, GiveUpReason.REJECTED, "never"));
        assertThat(rejected.failures()).isEqualTo(1);
    }

    @Test
    void shouldCountOnFromTheAttemptsThatTheQueueRemembers() {
        Delivery failing = unordered.message("", START, Optional.empty(), 2, "there", SLICE);
        unordered.polled(failing);
        assertThat(unordered.all(DeliveryCommand.Deliver.class).map(DeliveryCommand.Deliver::attempt))
                .containsExactly(3);

        unordered.completed(failing, new DeliveryOutcome.Failed("no"));
        assertThat(unordered.deadLetters()).hasSize(1);
    }

    @Test
    void shouldAcknowledgeOnlyAfterTheDeadLetterIsDurable() {
        Delivery rejected = unordered.message("");
        unordered.polled(rejected);
        unordered.completed(rejected, new DeliveryOutcome.Rejected("never"));
        unordered.handle(new DeliveryEvent.DeadLetterFailed(rejected, "queue away"));
        assertThat(unordered.acknowledged()).isEmpty();

        unordered.pass(Backoff.STORING.min().multipliedBy(2));
        assertThat(unordered.deadLetters()).hasSize(2);
        unordered.handle(new DeliveryEvent.DeadLettered(rejected));
        assertThat(unordered.acknowledged()).containsExactly(rejected);
    }

    @Test
    void shouldDeadLetterWhatIsNoRecord() {
        Delivery garbage = unordered.message("");
        unordered.handle(new DeliveryEvent.Malformed(garbage, "no"));

        assertThat(unordered.started()).isEmpty();
        assertThat(unordered.deadLetters())
                .containsExactly(new DeliveryCommand.DeadLetter(garbage, GiveUpReason.MALFORMED, "no"));
    }

    @Test
    void shouldBoundConcurrentDeliveries() {
        CoreHarness two = CoreHarness.withConcurrency(2);
        Delivery first = two.message("");
        Delivery third = two.message("");
        two.polled(first, two.message(""), third);
        assertThat(two.started()).hasSize(2);

        two.completed(first, DELIVERED);
        assertThat(two.started()).hasSize(3).endsWith(third);
    }

    @Test
    void shouldNotTakeTheTurnOfAnEndpointForWhatHasExpired() {
        CoreHarness one = CoreHarness.withConcurrency(1);
        Delivery first = one.message("", START, Optional.empty(), 0, "a", SLICE);
        Delivery shortLived = one.message("", START, Optional.of(START.plusMillis(50)), 0, "a", SLICE);
        Delivery next = one.message("", START, Optional.empty(), 0, "a", SLICE);
        Delivery other = one.message("", START, Optional.empty(), 0, "b", SLICE);
        one.polled(first, shortLived, next, other, one.message("", START, Optional.empty(), 0, "b", SLICE));
        one.pass(Duration.ofMillis(100));
        one.completed(first, DELIVERED);
        assertThat(one.started()).containsExactly(first, other);

        one.completed(other, DELIVERED);
        assertThat(one.started()).containsExactly(first, other, next);
        assertThat(one.deadLetters()).hasSize(1);
    }

    @Test
    void shouldPauseReadingAtTheLimitAndResumeBelowIt() {
        CoreHarness four = new CoreHarness(new DeliveryPolicy(
                Ordering.NONE,
                CoreHarness.THREE_ATTEMPTS,
                10,
                4,
                1 << 20,
                DeliveryPolicy.UNLIMITED,
                DeliveryPolicy.UNLIMITED));
        Delivery first = four.message("");
        Delivery second = four.message("");
        four.polled(first, second, four.message(""), four.message(""));
        assertThat(four.all(DeliveryCommand.PauseReading.class)).hasSize(1);

        four.completed(first, DELIVERED);
        assertThat(four.all(DeliveryCommand.ResumeReading.class)).isEmpty();
        four.completed(second, DELIVERED);
        assertThat(four.all(DeliveryCommand.ResumeReading.class)).hasSize(1);
    }

    @Test
    void shouldPauseReadingWhenTheBytesAreHeld() {
        CoreHarness small = new CoreHarness(new DeliveryPolicy(
                Ordering.NONE,
                CoreHarness.THREE_ATTEMPTS,
                10,
                1000,
                5,
                DeliveryPolicy.UNLIMITED,
                DeliveryPolicy.UNLIMITED));
        small.polled(small.message(""));
        assertThat(small.core.paused()).isTrue();
    }

    @Test
    void shouldReadNoFurtherThanIsOfUse() {
        CoreHarness one = new CoreHarness(new DeliveryPolicy(
                Ordering.NONE,
                CoreHarness.THREE_ATTEMPTS,
                1,
                1_000_000,
                1 << 30,
                DeliveryPolicy.UNLIMITED,
                DeliveryPolicy.UNLIMITED));
        Delivery[] messages = Stream.generate(() -> one.message(""))
                .limit(DeliveryCore.READY_MIN + 1)
                .toArray(Delivery[]::new);
        one.polled(messages);
        assertThat(one.core.paused()).isTrue();

        for (int index = 0; one.core.paused(); index++) {
            one.completed(messages[index], DELIVERED);
        }
        assertThat(one.core.held()).isBetween(DeliveryCore.READY_MIN / 2, DeliveryCore.READY_MIN - 1);
    }

    @Test
    void shouldReadOnForOtherKeysAndEndpointsThanThoseThatWait() {
        CoreHarness keyed = new CoreHarness(new DeliveryPolicy(
                Ordering.KEY,
                CoreHarness.THREE_ATTEMPTS,
                1,
                1_000_000,
                1 << 30,
                DeliveryPolicy.UNLIMITED,
                DeliveryPolicy.UNLIMITED));
        for (int count = 0; count < 2 * DeliveryCore.READY_MIN; count++) {
            keyed.polled(keyed.message("one key"));
        }
        assertThat(keyed.core.paused()).isFalse();

        CoreHarness away = new CoreHarness(new DeliveryPolicy(
                Ordering.NONE,
                CoreHarness.THREE_ATTEMPTS,
                1,
                1_000_000,
                1 << 30,
                DeliveryPolicy.UNLIMITED,
                DeliveryPolicy.UNLIMITED));
        Delivery probe = away.to("away");
        away.polled(probe);
        away.completed(probe, new DeliveryOutcome.Unavailable("gone"));
        for (int count = 0; count < 2 * DeliveryCore.READY_MIN; count++) {
            away.polled(away.to("away"));
        }
        assertThat(away.core.paused()).isFalse();
    }

    @Test
    void shouldReleaseARevokedSliceOnlyWhenNothingOfItIsInHand() {
        Delivery inHand = ordered.message("a");
        Delivery behind = ordered.message("a");
        ordered.polled(inHand, behind);
        ordered.handle(new DeliveryEvent.Revoked(Set.of(SLICE)));
        assertThat(ordered.all(DeliveryCommand.Released.class)).isEmpty();

        ordered.completed(inHand, DELIVERED);
        assertThat(ordered.acknowledged()).containsExactly(inHand);
        assertThat(ordered.started()).containsExactly(inHand);
        assertThat(ordered.all(DeliveryCommand.Released.class)).containsExactly(new DeliveryCommand.Released(SLICE));
        assertThat(ordered.core.held()).isZero();
    }

    @Test
    void shouldReleaseAtOnceASliceOfWhichNothingIsHeld() {
        ordered.handle(new DeliveryEvent.Revoked(Set.of(SLICE)));
        assertThat(ordered.all(DeliveryCommand.Released.class)).hasSize(1);
    }

    @Test
    void shouldKeepTheCountOfAFailureInARevokedSlice() {
        Delivery failing = ordered.message("a");
        ordered.polled(failing);
        ordered.handle(new DeliveryEvent.Revoked(Set.of(SLICE)));
        ordered.completed(failing, new DeliveryOutcome.Failed("no"));

        assertThat(ordered.all(DeliveryCommand.RecordAttempts.class)).hasSize(1);
        assertThat(ordered.all(DeliveryCommand.Released.class)).hasSize(1);
        assertThat(ordered.acknowledged()).isEmpty();
    }

    @Test
    void shouldNotKeepARevokedSliceForACountThatIsBeingStored() {
        Delivery keyed = ordered.message("a");
        Delivery unkeyed = ordered.message("");
        ordered.polled(keyed, unkeyed);
        ordered.completed(keyed, new DeliveryOutcome.Failed("no"));
        ordered.completed(unkeyed, new DeliveryOutcome.Failed("no"));
        ordered.handle(new DeliveryEvent.Revoked(Set.of(SLICE)));
        assertThat(ordered.all(DeliveryCommand.Released.class)).hasSize(1);

        ordered.handle(new DeliveryEvent.AttemptsRecorded(keyed));
        ordered.pass(Duration.ofMinutes(1));
        assertThat(ordered.started()).containsExactly(keyed, unkeyed);
        assertThat(ordered.core.held()).isZero();
    }

    @Test
    void shouldNotOverlapAKeyWhoseHeadIsInHandInARevokedSlice() {
        Delivery inHand = ordered.message("a");
        Delivery elsewhere = ordered.message("a", START, Optional.empty(), 0, "there", OTHER_SLICE);
        ordered.polled(inHand, elsewhere);
        ordered.handle(new DeliveryEvent.Revoked(Set.of(SLICE)));
        assertThat(ordered.started()).containsExactly(inHand);

        ordered.completed(inHand, DELIVERED);
        assertThat(ordered.started()).containsExactly(inHand, elsewhere);
    }
}
