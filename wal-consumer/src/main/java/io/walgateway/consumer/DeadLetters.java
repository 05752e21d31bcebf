package io.walgateway.consumer;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.producer.DeadLetterNote;
import io.walgateway.producer.EnvelopeCodec;
import io.walgateway.proto.v1.DeadLetterReason;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores what is given up; where the namespace has no dead-letter queue, it is dropped, and the log says so. */
final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final PipelineSpec spec;
    private final Optional<QueueWriter> writer;
    private final PipelineMetrics metrics;
    private final Consumer<DeliveryEvent> events;

    /**
     * @param writer empty: there is no dead-letter queue
     * @param events told what became of each, on a thread of the queue's client
     */
    DeadLetters(
            PipelineSpec spec, Optional<QueueWriter> writer, PipelineMetrics metrics, Consumer<DeliveryEvent> events) {
        this.spec = spec;
        this.writer = writer;
        this.metrics = metrics;
        this.events = events;
    }

    void store(Delivery delivery, GiveUpReason reason, String error) {
        if (writer.isEmpty()) {
            say("dropped, there is no dead-letter queue", delivery, reason);
            metrics.dropped(reason);
            events.accept(new DeliveryEvent.DeadLettered(delivery));
            return;
        }
        QueueEntry entry = new QueueEntry(
                delivery.message().id(),
                delivery.lease().key(),
                record(delivery, reason, error),
                QueueEntry.AT_ONCE,
                Set.of());
        AppendAnswers.bounded(writer.get().append(entry), AppendAnswers.PATIENCE)
                .thenAccept(result -> stored(result, delivery, reason));
    }

    private void stored(AppendResult result, Delivery delivery, GiveUpReason reason) {
        switch (result) {
            case AppendResult.Appended() -> {
                say("dead-lettered", delivery, reason);
                metrics.deadLettered(reason);
                events.accept(new DeliveryEvent.DeadLettered(delivery));
            }
            case AppendResult.NotAppended(String why) -> failed(delivery, why);
            case AppendResult.Unknown(String why) -> failed(delivery, why);
        }
    }

    private void failed(Delivery delivery, String why) {
        log.error(
                "Expected the dead-letter queue to store a record, but {}; nothing is settled, trying again:"
                        + " namespace={} target={} messageId={}",
                why,
                spec.namespace(),
                spec.targetName(),
                delivery.message().id());
        metrics.deadLetterFailed();
        events.accept(new DeliveryEvent.DeadLetterFailed(delivery, why));
    }

    private Bytes record(Delivery delivery, GiveUpReason reason, String error) {
        DeadLetterNote note = new DeadLetterNote(
                spec.targetName(),
                protocolReason(reason),
                error,
                delivery.failures(),
                delivery.firstAttempt(),
                delivery.lastAttempt(),
                delivery.lease().origin());
        return reason == GiveUpReason.MALFORMED
                ? EnvelopeCodec.encodeMalformed(delivery.lease(), spec.namespace(), note)
                : EnvelopeCodec.encodeDeadLetter(delivery.message(), note);
    }

    private static DeadLetterReason protocolReason(GiveUpReason reason) {
        return switch (reason) {
            case REJECTED -> DeadLetterReason.DEAD_LETTER_REASON_REJECTED;
            case ATTEMPTS_EXHAUSTED -> DeadLetterReason.DEAD_LETTER_REASON_ATTEMPTS_EXHAUSTED;
            case EXPIRED -> DeadLetterReason.DEAD_LETTER_REASON_EXPIRED;
            case MALFORMED -> DeadLetterReason.DEAD_LETTER_REASON_MALFORMED;
        };
    }

    /** Without the target's words, which may quote the payload: they are in the letter. */
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
