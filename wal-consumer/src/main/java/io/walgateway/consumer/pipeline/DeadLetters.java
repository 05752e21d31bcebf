package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.AppendTimeouts;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.consumer.set.SetRun;
import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.retry.Alarm;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores messages that are given up. Where the namespace has no dead-letter queue, they are dropped and logged. */
final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final PipelineSpec spec;
    private final Optional<QueueWriter> writer;
    private final PipelineMetrics metrics;
    private final InstantSource clock;
    private final Consumer<DeliveryEvent> events;
    private final Alarm alarm = new Alarm();

    /**
     * @param writer empty: there is no dead-letter queue
     * @param events receives the result for each message, on a thread of the queue's client; on the caller's where there
     *               is no dead-letter queue
     */
    DeadLetters(
            PipelineSpec spec,
            Optional<QueueWriter> writer,
            PipelineMetrics metrics,
            InstantSource clock,
            Consumer<DeliveryEvent> events) {
        this.spec = spec;
        this.writer = writer;
        this.metrics = metrics;
        this.clock = clock;
        this.events = events;
    }

    void store(Delivery delivery, GiveUpReason reason, String error) {
        if (writer.isEmpty()) {
            dropped(delivery, reason, error);
            metrics.dropped(reason);
            events.accept(new DeliveryEvent.DeadLettered(delivery));
            return;
        }
        var _ = append(delivery, record(delivery, reason, error), writer.get())
                .thenCompose(result -> switch (result) {
                    // The record is another writer's and fills its queue's limit: it fits there unchanged.
                    case AppendResult.TooLarge _ ->
                        append(delivery, delivery.lease().record(), writer.get());
                    case AppendResult.Appended _, AppendResult.NotAppended _, AppendResult.Unknown _ ->
                        CompletableFuture.completedFuture(result);
                })
                .thenAccept(result -> stored(result, delivery, reason));
    }

    private static CompletionStage<AppendResult> append(Delivery delivery, Bytes record, QueueWriter queue) {
        QueueEntry entry =
                new QueueEntry(delivery.message().id(), delivery.lease().key(), record, QueueEntry.AT_ONCE, Set.of());
        return AppendTimeouts.bounded(queue.append(entry), AppendTimeouts.PATIENCE);
    }

    private void stored(AppendResult result, Delivery delivery, GiveUpReason reason) {
        switch (result) {
            case AppendResult.Appended() -> {
                say("dead-lettered", delivery, reason);
                metrics.deadLettered(reason);
                run(delivery).ifPresent(SetRun::deadLettered);
                events.accept(new DeliveryEvent.DeadLettered(delivery));
            }
            case AppendResult.TooLarge large -> failed(delivery, large.why());
            case AppendResult.NotAppended(String why) -> failed(delivery, why);
            case AppendResult.Unknown(String why) -> failed(delivery, why);
        }
    }

    private void failed(Delivery delivery, String why) {
        metrics.deadLetterFailed();
        long times = alarm.failed(clock.instant());
        if (times > 0) {
            log.error(
                    "Expected the dead-letter queue to store records, but it failed {} times since the last line, now"
                            + " with: {}; nothing is settled, trying again: namespace={} target={} messageId={} origin={}",
                    times,
                    why,
                    spec.namespace(),
                    spec.targetName(),
                    delivery.message().id(),
                    delivery.lease().origin());
        }
        events.accept(new DeliveryEvent.DeadLetterFailed(delivery, why));
    }

    private Bytes record(Delivery delivery, GiveUpReason reason, String error) {
        DeadLetterNote note = new DeadLetterNote(
                spec.targetName(),
                DeadLetterNote.reason(reason),
                error,
                delivery.failures(),
                delivery.firstAttempt(),
                delivery.lastAttempt(),
                delivery.lease().origin());
        return reason == GiveUpReason.MALFORMED
                ? EnvelopeCodec.encodeMalformed(delivery.lease(), spec.namespace(), note)
                : edits(delivery).deadLetter(note).encode();
    }

    /** The letter of a set says at which part it stopped. */
    private static RecordEdits edits(Delivery delivery) {
        RecordEdits edits = RecordEdits.of(delivery.lease(), delivery.message());
        run(delivery).map(SetRun::stoppedAt).ifPresent(stopped -> stopped.ifPresent(edits::stoppedAt));
        return edits;
    }

    private static Optional<SetRun> run(Delivery delivery) {
        return delivery.destination().target() instanceof SetRun run ? Optional.of(run) : Optional.empty();
    }

    /** Logs the reason, because no dead letter will tell it. The log's encoder limits the rate. */
    private void dropped(Delivery delivery, GiveUpReason reason, String error) {
        log.warn(
                "dropped, there is no dead-letter queue: namespace={} target={} messageId={} attempt={} origin={}"
                        + " reason={} error={}",
                spec.namespace(),
                spec.targetName(),
                delivery.message().id(),
                delivery.failures(),
                delivery.lease().origin(),
                reason,
                ReasonWithoutPayload.of(error, delivery.message()));
    }

    /** Logs without the target's words, which may quote the payload; the dead letter has them. */
    private void say(String what, Delivery delivery, GiveUpReason reason) {
        log.warn(
                "{}: namespace={} target={} messageId={} attempt={} origin={} reason={}",
                what,
                spec.namespace(),
                spec.targetName(),
                delivery.message().id(),
                delivery.failures(),
                delivery.lease().origin(),
                reason);
    }
}
