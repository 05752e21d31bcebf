package io.walgateway.consumer.route;

import io.walgateway.consumer.set.PartLetters;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends parts that were given up to the dead-letter queue of their marker's queue.
 *
 * @param writer empty: there is no dead-letter queue
 */
record QueuedPartLetters(PipelineSpec spec, Optional<QueueWriter> writer) implements PartLetters {
    private static final Logger log = LoggerFactory.getLogger(QueuedPartLetters.class);

    static QueuedPartLetters of(PipelineSpec spec, QueueClient queue) {
        return new QueuedPartLetters(
                spec,
                spec.queue().deadLetterNames().isEmpty()
                        ? Optional.empty()
                        : Optional.of(queue.deadLetterWriter(spec.queue())));
    }

    @Override
    public boolean store(Letter letter) throws InterruptedException {
        if (writer.isEmpty()) {
            say("dropped, there is no dead-letter queue", letter);
            return true;
        }
        QueueEntry entry = new QueueEntry(
                letter.part().id(), letter.part().orderingKey(), record(letter), QueueEntry.AT_ONCE, Set.of());
        try {
            AppendResult result = AppendTimeouts.bounded(writer.get().append(entry), AppendTimeouts.PATIENCE)
                    .toCompletableFuture()
                    .get();
            if (result instanceof AppendResult.Appended) {
                say("dead-lettered", letter);
                return true;
            }
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected an answer of the queue, but it failed", e.getCause());
        }
    }

    private Bytes record(Letter letter) {
        DeadLetterNote note = new DeadLetterNote(
                spec.targetName(),
                DeadLetterNote.reason(letter.reason()),
                letter.error(),
                letter.attempts(),
                Optional.empty(),
                Optional.empty(),
                spec.queue().names().getFirst());
        return RecordEdits.of(EnvelopeCodec.encode(letter.part()))
                .deadLetter(note)
                .encode();
    }

    /** Without the target's words, which may quote the payload. */
    private void say(String what, Letter letter) {
        log.warn(
                "{}: part of a set: namespace={} target={} messageId={} attempt={} reason={}",
                what,
                spec.namespace(),
                spec.targetName(),
                letter.part().id(),
                letter.attempts(),
                letter.reason());
    }
}
