package io.walgateway.controlplane;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.testkit.fake.MessageBuilder;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes into the dead-letter queue of the namespace {@code orders} on topic {@code a}, as a consumer would. */
final class TestLetters {

    private final QueueWriter writer;
    private int written;

    TestLetters(InMemoryQueue queue) {
        QueueConfig config = new QueueConfig("kafka", "default", List.of("a"), List.of("a-dlq"), Map.of());
        writer =
                queue.open(new PluginContext(Map.of(), new TestClock(), "test")).deadLetterWriter(config);
    }

    /** So many, rejected by the target kafka. */
    void rejected(int count) {
        for (int i = 0; i < count; i++) {
            add(Messages.message().key("k" + written).payload("{\"n\":" + written + "}"), "rejected " + written);
        }
    }

    Message add(MessageBuilder builder, String error) {
        return add(builder, DeadLetterReason.DEAD_LETTER_REASON_REJECTED, "kafka", error);
    }

    Message add(MessageBuilder builder, DeadLetterReason reason, String target, String error) {
        Message message = builder.build();
        DeadLetterNote note = new DeadLetterNote(
                target, reason, error, 1, Optional.empty(), Optional.of(TestClock.START), "a/0@" + written++);
        raw(RecordEdits.of(EnvelopeCodec.encode(message)).deadLetter(note).encode());
        return message;
    }

    void raw(Bytes record) {
        AppendResult result = writer.append(new QueueEntry(
                        Messages.message().build().id(), Bytes.EMPTY, record, QueueEntry.AT_ONCE, Set.of()))
                .toCompletableFuture()
                .join();
        if (!result.equals(AppendResult.APPENDED)) {
            throw new AssertionError(result.toString());
        }
    }
}
