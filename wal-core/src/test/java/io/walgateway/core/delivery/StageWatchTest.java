package io.walgateway.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class StageWatchTest {
    private static final StageLimits LIMITS = new StageLimits(
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(45),
            Duration.ofMinutes(1));

    private final CoreHarness harness = new CoreHarness(Ordering.KEY);
    private final StageWatch watch = harness.core.watch(LIMITS);

    /** Second by second, as a pipeline looks; what the last look saw. */
    private StageReport seconds(long seconds) {
        StageReport report = watch.look(harness.now);
        for (long i = 0; i < seconds; i++) {
            harness.pass(Duration.ofSeconds(1));
            report = watch.look(harness.now);
        }
        return report;
    }

    private void assertOverdueAfter(long seconds, Stage stage, String waitsFor) {
        StageReport before = seconds(seconds);
        assertThat(before.overdue()).isZero();
        assertThat(before.stages()).extracting(StageReport.Held::stage).contains(stage);
        StageReport after = seconds(1);
        assertThat(after.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.stage()).isEqualTo(stage);
            assertThat(alarm.waitsFor()).contains(waitsFor);
            assertThat(alarm.since()).isEqualTo(harness.now.minusSeconds(seconds + 1));
        });
    }

    private void assertStuckAfter(long seconds) {
        StageReport before = seconds(seconds);
        assertThat(before.alarms()).as("it was told of already").isEmpty();
        assertThat(before.overdue()).isEqualTo(1);
        assertThat(before.stuck()).isEmpty();
        assertThat(seconds(1).stuck()).isPresent();
    }

    @Test
    void shouldSayWhatIsHeldInWhichStageAndForWhatItWaits() {
        Delivery head = harness.message("a");
        Delivery behind = harness.message("a");
        Delivery later =
                harness.message("b", harness.now.plusSeconds(60), Optional.empty(), 0, "there", CoreHarness.SLICE);
        harness.polled(head, behind, later);
        StageReport report = watch.look(harness.now);
        assertThat(report.stages())
                .extracting(
                        StageReport.Held::stage,
                        StageReport.Held::count,
                        held -> held.oldest().messageId())
                .containsExactly(
                        Tuple.tuple(Stage.BEHIND, 1, behind.message().id()),
                        Tuple.tuple(Stage.WAITING, 1, later.message().id()),
                        Tuple.tuple(Stage.DELIVERING, 1, head.message().id()));
        assertThat(report.stages().getFirst().oldest().waitsFor())
                .isEqualTo("message " + head.message().id() + " of its key, which is delivering");
        harness.completed(head, DeliveryOutcome.DELIVERED);
        assertThat(watch.look(harness.now).stages())
                .extracting(StageReport.Held::stage)
                .containsExactly(Stage.WAITING, Stage.DELIVERING);
    }

    @Test
    void shouldNoticeADeliveryWhoseOutcomeNeverComes() {
        harness.polled(harness.message("a"));
        assertOverdueAfter(20, Stage.DELIVERING, "attempt 1 at there");
        assertStuckAfter(59);
    }

    @Test
    void shouldNoticeACountThatIsNeverStored() {
        Delivery delivery = harness.message("a");
        harness.polled(delivery);
        harness.completed(delivery, new DeliveryOutcome.Failed("no"));
        assertOverdueAfter(45, Stage.RECORDING, "the queue to store that 1 attempts have failed");
        assertStuckAfter(59);
    }

    @Test
    void shouldNoticeADeadLetterThatIsNeverStored() {
        Delivery delivery = harness.message("a");
        harness.polled(delivery);
        harness.completed(delivery, new DeliveryOutcome.Rejected("never"));
        assertOverdueAfter(45, Stage.DEAD_LETTERING, "the dead-letter queue");
        assertStuckAfter(59);
    }

    @Test
    void shouldNotTakeAnOutageOfTheQueueForAHang() {
        Delivery delivery = harness.message("a");
        harness.polled(delivery);
        harness.completed(delivery, new DeliveryOutcome.Rejected("never"));
        for (int i = 0; i < 3_600; i++) {
            harness.pass(Duration.ofSeconds(1));
            assertThat(watch.look(harness.now, true).overdue()).isZero();
        }
        assertThat(seconds(45).overdue()).isZero();
        assertThat(seconds(1).overdue()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAnAppendThatIsNeverAnswered() {
        CoreHarness holding = new CoreHarness(new DeliveryPolicy(
                Ordering.NONE, CoreHarness.THREE_ATTEMPTS, 1, 10, 1 << 20, Duration.ofSeconds(2), Duration.ZERO));
        StageWatch holdingWatch = holding.core.watch(LIMITS);
        holding.polled(
                holding.message("", holding.now.plusSeconds(3600), Optional.empty(), 0, "there", CoreHarness.SLICE));
        StageReport report = holdingWatch.look(holding.now);
        for (int i = 0; i < 46; i++) {
            holding.pass(Duration.ofSeconds(1));
            report = holdingWatch.look(holding.now);
        }
        assertThat(report.alarms())
                .singleElement()
                .extracting(HeldMessage::stage)
                .isEqualTo(Stage.REQUEUEING);
    }

    @Test
    void shouldCallNothingOverdueThatWaitsForItsTimeItsTargetOrAFreeDelivery() {
        CoreHarness one = CoreHarness.withConcurrency(1);
        StageWatch oneWatch = one.core.watch(LIMITS);
        Delivery away = one.to("away");
        one.polled(away, one.message("", one.now.plusSeconds(3600), Optional.empty(), 0, "there", CoreHarness.SLICE));
        StageReport report = oneWatch.look(one.now);
        for (int i = 0; i < 1800; i++) {
            Delivery probe = one.started().getLast();
            one.completed(probe, new DeliveryOutcome.Unavailable("away"));
            one.pass(Duration.ofSeconds(1));
            report = oneWatch.look(one.now);
            assertThat(report.overdue()).isZero();
        }
        assertThat(report.stages()).extracting(StageReport.Held::stage).contains(Stage.WAITING);
    }

    @Test
    void shouldBlameTheHeadOfALaneAndNotWhoIsBehindIt() {
        harness.polled(harness.message("a"), harness.message("a"), harness.message("a"));
        StageReport report = seconds(300);
        assertThat(report.overdue()).isEqualTo(1);
        assertThat(report.stuck()).get().extracting(HeldMessage::stage).isEqualTo(Stage.DELIVERING);
    }

    @Test
    void shouldBlameNobodyForTimeInWhichTheProcessWasSuspended() {
        harness.polled(harness.message("a"));
        seconds(5);
        harness.pass(Duration.ofHours(1));
        assertThat(watch.look(harness.now).overdue()).isZero();
        assertThat(seconds(20).overdue()).isZero();
        assertThat(seconds(1).overdue()).isEqualTo(1);
    }

    @Test
    void shouldBoundTheAlarmsOfOneLook() {
        for (int i = 0; i < 50; i++) {
            harness.polled(harness.message("key " + i));
        }
        seconds(20);
        StageReport report = seconds(1);
        assertThat(report.overdue()).isEqualTo(50);
        assertThat(report.alarms()).hasSize(StageWatch.ALARMS_MAX);
        assertThat(seconds(1).alarms()).isEmpty();
    }

    @Test
    void shouldForgetWhatWasGivenUp() {
        harness.polled(harness.message("a"), harness.message("a"), harness.message("b"));
        Delivery waiting =
                harness.message("c", harness.now.plusSeconds(60), Optional.empty(), 0, "there", CoreHarness.SLICE);
        harness.polled(waiting);
        harness.handle(new DeliveryEvent.Revoked(Set.of(CoreHarness.SLICE)));
        assertThat(watch.look(harness.now).stages())
                .extracting(StageReport.Held::stage, StageReport.Held::count)
                .containsExactly(Tuple.tuple(Stage.DELIVERING, 2));
        harness.started().forEach(delivery -> harness.completed(delivery, DeliveryOutcome.DELIVERED));
        assertThat(watch.look(harness.now)).isEqualTo(StageReport.EMPTY);
    }
}
