package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.consumer.route.Subscription;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.target.Gate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private final PipelineHarness harness = new PipelineHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    private void untilDelivered(int count) {
        await().untilAsserted(() -> assertThat(harness.target.delivered()).hasSizeGreaterThanOrEqualTo(count));
    }

    @Test
    void shouldDeliverWhatIsAppended() {
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            List<Message> messages =
                    List.of(Messages.message().build(), Messages.message().build());
            messages.forEach(harness::append);
            untilDelivered(2);
            assertThat(harness.target.delivered()).containsExactlyInAnyOrderElementsOf(messages);
        }
    }

    @Test
    void shouldDeliverNothingTwiceAfterAnOrderlyEnd() {
        Message first = Messages.message().build();
        harness.append(first);
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            untilDelivered(1);
        }
        Message second = Messages.message().build();
        harness.append(second);
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            untilDelivered(2);
        }
        assertThat(harness.target.delivered()).containsExactly(first, second);
    }

    @Test
    void shouldDeliverOneKeyInOrderAndWithoutOverlapThoughSomeFail() {
        List<Message> messages = Messages.keyed("a", 50);
        harness.target.on(messages.get(7).id(), new DeliveryOutcome.Failed("not yet"));
        harness.target.on(messages.get(23).id(), new DeliveryOutcome.Unknown("who knows"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.KEY))) {
            messages.forEach(harness::append);
            untilDelivered(50);
        }
        assertThat(harness.target.delivered(Bytes.utf8("a"))).containsExactlyElementsOf(messages);
        assertThat(harness.target.overlaps()).isEmpty();
    }

    @Test
    void shouldDeadLetterWithReasonErrorKeyTimesAndOrigin() {
        Message rejected = Messages.message().key("a").build();
        harness.target.always(new DeliveryOutcome.Rejected("no such column"));
        Instant before = harness.clock.instant();
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.KEY))) {
            harness.append(rejected);
            await().until(() -> harness.deadLetters().count() == 1);
        }
        DecodedRecord.Intact letter =
                (DecodedRecord.Intact) harness.deadLetters().findFirst().orElseThrow();
        assertThat(letter.message()).isEqualTo(rejected);
        DeadLetterNote note = letter.deadLetter().orElseThrow();
        assertThat(note.reason()).isEqualTo(DeadLetterReason.DEAD_LETTER_REASON_REJECTED);
        assertThat(note.lastError()).isEqualTo("no such column");
        assertThat(note.attempts()).isEqualTo(1);
        assertThat(note.target()).isEqualTo("there");
        assertThat(note.origin()).startsWith("orders/");
        assertThat(note.firstAttempt().orElseThrow()).isAfterOrEqualTo(before.truncatedTo(ChronoUnit.MICROS));
        assertThat(note.lastAttempt()).isPresent();
    }

    @Test
    void shouldDeadLetterAfterExactlyTheLastAttempt() {
        Message failing = Messages.message().build();
        harness.target.always(new DeliveryOutcome.Failed("no"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            harness.append(failing);
            await().until(() -> harness.deadLetters().count() == 1);
        }
        assertThat(harness.target.attempts(failing.id())).hasSize(3);
    }

    @Test
    void shouldSettleNothingWhileTheDeadLetterQueueIsAway() {
        harness.queue.refusingDeadLetters("away");
        harness.target.always(new DeliveryOutcome.Rejected("never"));
        harness.append(Messages.message().build());
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> harness.registry
                            .get("wal.consumer.dead.letter.failures")
                            .counter()
                            .count()
                    >= 1);
            assertThat(pipeline.status().held()).isEqualTo(1);
            harness.queue.heal();
            await().until(() -> harness.deadLetters().count() == 1);
        }
        assertThat(harness.target.attempts()).hasSize(1);
    }

    @Test
    void shouldDropAndCountWhereThereIsNoDeadLetterQueue() {
        harness.target.on(_ -> true, new DeliveryOutcome.Rejected("never"));
        try (Pipeline pipeline = harness.start(harness.withoutDeadLetterQueue())) {
            harness.append(Messages.message().build());
            await().until(() -> harness.count("wal.consumer.dropped", "reason", "rejected") == 1);
            await().until(() -> pipeline.status().held() == 0);
        }
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void shouldNotRetryWhatIsNotCountedBecauseItsSliceIsLost() {
        Message failing = Messages.message().build();
        Message behind = Messages.message().build();
        harness.target.on(failing.id(), new DeliveryOutcome.Failed("no"));
        harness.target.on(behind.id(), new DeliveryOutcome.Rejected("never"));
        harness.queue.refusingAttempts();
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            harness.append(failing);
            await().until(() -> !harness.target.attempts(failing.id()).isEmpty());
            harness.append(behind);
            await().until(() -> harness.deadLetters().count() == 1);
        }
        assertThat(harness.target.attempts(failing.id())).hasSize(1);
    }

    @Test
    void shouldWaitOutAnOutageWithoutUsingUpAttempts() {
        harness.target.on(
                _ -> true, new DeliveryOutcome.Unavailable("refused"), new DeliveryOutcome.Unavailable("refused"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            harness.append(Messages.message().build());
            untilDelivered(1);
        }
        assertThat(harness.target.attempts())
                .hasSize(3)
                .allMatch(attempt -> attempt.attempt().number() == 1);
    }

    @Test
    void shouldFinishWhatIsInHandBeforeItEnds() {
        Gate gate = harness.target.blocked();
        Message message = Messages.message().build();
        harness.append(message);
        Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE));
        await().until(() -> gate.waiting() == 1);
        Thread closing = Thread.ofVirtual().start(pipeline::close);
        gate.release();
        await().until(() -> !closing.isAlive());

        assertThat(harness.target.delivered()).containsExactly(message);
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            Message next = Messages.message().build();
            harness.append(next);
            untilDelivered(2);
            assertThat(harness.target.delivered()).containsExactly(message, next);
        }
    }

    @Test
    void shouldHoldNoMoreThanItMay() {
        Gate gate = harness.target.blocked();
        for (int i = 0; i < 200; i++) {
            harness.append(Messages.message().build());
        }
        try (Pipeline pipeline = harness.start(
                harness.toNamespaceTarget(Ordering.NONE), new DeliveryLimits(20, 1 << 20, Duration.ofMinutes(2)))) {
            await().until(() -> pipeline.status().paused());
            assertThat(pipeline.status().delivering()).isEqualTo(16);
            gate.release();
            untilDelivered(200);
        }
    }

    @Test
    void shouldLeaveToEachGroupItsOwnMessages() {
        Message named = Messages.message().target(harness.address("elsewhere")).build();
        Message unnamed = Messages.message().build();
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE));
                Pipeline _ = harness.start(harness.toRequestTargets())) {
            harness.append(named);
            harness.append(unnamed);
            untilDelivered(1);
            await().until(() -> harness.provider.target("elsewhere").delivered().size() == 1);
        }
        assertThat(harness.target.delivered()).containsExactly(unnamed);
        assertThat(harness.provider.target("elsewhere").delivered()).containsExactly(named);
    }

    @Test
    void shouldDeadLetterOnceWhatIsNoRecordAndGoOn() {
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE));
                Pipeline _ = harness.start(harness.toRequestTargets())) {
            harness.append(Bytes.EMPTY, Bytes.wrap(new byte[] {-1, -1, -1}));
            harness.append(Messages.message().build());
            untilDelivered(1);
            await().until(() -> harness.deadLetters().count() == 1);
        }
        DecodedRecord.Intact letter =
                (DecodedRecord.Intact) harness.deadLetters().findFirst().orElseThrow();
        assertThat(letter.message().payload()).isEqualTo(Bytes.wrap(new byte[] {-1, -1, -1}));
        assertThat(letter.deadLetter().orElseThrow().reason()).isEqualTo(DeadLetterReason.DEAD_LETTER_REASON_MALFORMED);
    }

    @Test
    void shouldDeadLetterWhatNamesAnotherNamespaceAndWhatIsADeadLetter() {
        Bytes another =
                EnvelopeCodec.encode(Messages.message().namespace("invoices").build());
        Bytes letter = RecordEdits.of(EnvelopeCodec.encode(Messages.message().build()))
                .deadLetter(new DeadLetterNote(
                        "there",
                        DeadLetterReason.DEAD_LETTER_REASON_REJECTED,
                        "no",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        "orders/0@1"))
                .encode();
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE));
                Pipeline _ = harness.start(harness.toRequestTargets())) {
            harness.append(Bytes.EMPTY, another);
            harness.append(Bytes.EMPTY, letter);
            harness.append(Messages.message().build());
            untilDelivered(1);
            await().until(() -> harness.deadLetters().count() == 2);
        }
        assertThat(harness.target.delivered()).hasSize(1);
        assertThat(harness.deadLetters()).allSatisfy(stored -> {
            DecodedRecord.Intact read = (DecodedRecord.Intact) stored;
            assertThat(read.message().payload()).isIn(another, letter);
            assertThat(read.deadLetter().orElseThrow().reason())
                    .isEqualTo(DeadLetterReason.DEAD_LETTER_REASON_MALFORMED);
        });
    }

    @Test
    void shouldDeadLetterWhatNamesATargetThatNoPluginServes() {
        Message lost =
                Messages.message().target(new TargetAddress("pigeon", Map.of())).build();
        try (Pipeline _ = harness.start(harness.toRequestTargets())) {
            harness.append(lost);
            await().until(() -> harness.deadLetters().count() == 1);
        }
        assertThat(((DecodedRecord.Intact) harness.deadLetters().findFirst().orElseThrow())
                        .deadLetter()
                        .orElseThrow()
                        .lastError())
                .isEqualTo("target type pigeon has no plugin here (expected: one of scripted)");
    }

    @Test
    void shouldNotDeliverEarly() {
        Instant due = harness.clock.instant().plus(Duration.ofMillis(300));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            harness.append(Messages.message().due(due).build());
            untilDelivered(1);
        }
        assertThat(harness.target.attempts().getFirst().startTime()).isAfterOrEqualTo(due);
    }

    @Test
    void shouldCountAPlaceThatIsNotThereYetApartFromFailures() {
        harness.target.always(new DeliveryOutcome.Absent("no such topic"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            harness.append(Messages.message().build());
            await().until(() -> harness.count("wal.consumer.attempts", "outcome", "absent") >= 1);
            assertThat(harness.count("wal.consumer.attempts", "outcome", "failed"))
                    .isZero();
        }
    }

    @Test
    void shouldCountAThrowOfTheTargetAsAFailure() {
        Subscription throwing = PipelineHarness.toThere(new Destination(
                _ -> {
                    throw new IllegalStateException("bug");
                },
                "there"));
        Pipeline pipeline = harness.create(harness.toNamespaceTarget(Ordering.NONE), throwing, DeliveryLimits.DEFAULT);
        try (pipeline) {
            pipeline.start();
            harness.append(Messages.message().build());
            await().until(() -> harness.deadLetters().count() == 1);
            assertThat(harness.count("wal.consumer.attempts", "outcome", "failed"))
                    .isEqualTo(3);
        }
    }
}
