package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.core.delivery.RequeueFault;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.Destination;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a message goes that is not delivered yet, or never: to the queue again, to the dead letters, or nowhere. */
class NextPlaceTest {
    private static final UnknownFieldSet NEWER = UnknownFieldSet.newBuilder()
            .addField(
                    999,
                    UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("of a newer version"))
                            .build())
            .build();
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private final PipelineHarness harness = new PipelineHarness();
    private final PipelineSpec spec = harness.toNamespaceTarget(Ordering.NONE);
    private final PipelineMetrics metrics = new PipelineMetrics(harness.registry, spec);
    private final List<DeliveryEvent> events = new ArrayList<>();
    private final List<RecordEdits> requeued = new ArrayList<>();
    private final List<QueueEntry> letters = new ArrayList<>();
    private final Delivery delivery = newer(Messages.message().payload("p").build());

    @AfterEach
    void close() {
        metrics.close();
        harness.close();
    }

    @Test
    void shouldRequeueARecordWithAllThatANewerVersionWrote() throws Exception {
        requeue(AppendResult.APPENDED);
        LogRecord record = LogRecord.parseFrom(requeued.getFirst().encode().unsafeArray());
        assertThat(record.getUnknownFields()).isEqualTo(NEWER);
        assertThat(record.getBodyKind()).isEqualTo(7);
        assertThat(record.getAttempts()).isEqualTo(3);
        assertThat(record.getDueTime().getSeconds()).isEqualTo(LATER.getEpochSecond());
        assertThat(record.getRecipient()).isEqualTo("there");
        assertThat(events).containsExactly(new DeliveryEvent.Requeued(delivery));
    }

    @Test
    void shouldTellTheCoreWhichFaultItWas() {
        Map<AppendResult, RequeueFault> faults = Map.of(
                new AppendResult.NotAppended("away"), RequeueFault.NOT_NOW,
                new AppendResult.Unknown("late"), RequeueFault.UNKNOWN,
                new AppendResult.TooLarge(2, 1), RequeueFault.TOO_LARGE);
        faults.forEach((result, fault) -> {
            events.clear();
            requeue(result);
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeliveryEvent.RequeueFailed.class,
                            failed -> assertThat(failed.fault()).isEqualTo(fault));
            assertThat(harness.count(
                            "wal.consumer.requeue.failures",
                            "fault",
                            fault.name().toLowerCase(Locale.ROOT)))
                    .isEqualTo(1);
        });
    }

    @Test
    void shouldKeepInADeadLetterAllThatANewerVersionWrote() throws Exception {
        deadLetter(_ -> AppendResult.APPENDED);
        LogRecord record = LogRecord.parseFrom(letters.getFirst().record().unsafeArray());
        assertThat(record.getUnknownFields()).isEqualTo(NEWER);
        assertThat(record.getBodyKind()).isEqualTo(7);
        assertThat(record.getDeadLetter().getLastError()).isEqualTo("never");
        assertThat(events).containsExactly(new DeliveryEvent.DeadLettered(delivery));
    }

    @Test
    void shouldStoreALetterAsItWasWhereItsNoteMakesItTooLarge() {
        int room = delivery.lease().record().size();
        deadLetter(entry -> entry.record().size() > room
                ? new AppendResult.TooLarge(entry.record().size(), room)
                : AppendResult.APPENDED);
        assertThat(letters).hasSize(2);
        assertThat(letters.getLast().record()).isEqualTo(delivery.lease().record());
        assertThat(events).containsExactly(new DeliveryEvent.DeadLettered(delivery));
    }

    @Test
    void shouldDeliverFromTheHandWhatNoQueueTakes() {
        harness.requeues = _ -> CompletableFuture.completedFuture(new AppendResult.TooLarge(2, 1));
        Message delayed =
                Messages.message().due(harness.clock.instant().plusSeconds(3)).build();
        harness.append(delayed);
        try (Pipeline pipeline = harness.start(spec)) {
            await().until(() -> harness.target.delivered().contains(delayed));
            await().until(() -> pipeline.status().held() == 0);
            assertThat(pipeline.status().stuck()).isZero();
            assertThat(harness.count("wal.consumer.requeue.failures", "fault", "too_large"))
                    .isEqualTo(1);
        }
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.target.attempts()).hasSize(1);
    }

    private void requeue(AppendResult answer) {
        Requeuer requeuer = new Requeuer(
                spec,
                record -> {
                    requeued.add(record);
                    return CompletableFuture.completedFuture(answer);
                },
                metrics,
                harness.clock,
                events::add);
        requeuer.requeue(delivery, 3, LATER);
    }

    private void deadLetter(Function<QueueEntry, AppendResult> queue) {
        QueueWriter writer = entry -> {
            letters.add(entry);
            return CompletableFuture.completedFuture(queue.apply(entry));
        };
        new DeadLetters(spec, Optional.of(writer), metrics, harness.clock, events::add)
                .store(delivery, GiveUpReason.REJECTED, "never");
        await().until(() -> !events.isEmpty());
    }

    private static Delivery newer(Message message) {
        Bytes record = Bytes.wrap(parse(EnvelopeCodec.encode(message)).toBuilder()
                .setBodyKind(7)
                .setUnknownFields(NEWER)
                .build()
                .toByteArray());
        return new Delivery(
                new Lease(new Slice("orders", 0, 1), 7, message.orderingKey(), record, Instant.EPOCH, 0),
                message,
                Destination.rejectingAll("not delivered here"));
    }

    private static LogRecord parse(Bytes record) {
        try {
            return LogRecord.parseFrom(record.unsafeArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
