package io.walgateway.standalone.command;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.walgateway.proto.v1.DeadLetter;
import io.walgateway.proto.v1.LogRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Formats a record of a dead-letter topic for a person. */
public final class DeadLetterText {

    private static final int UUID_BYTES = 16;

    private DeadLetterText() {}

    public static String of(byte @Nullable [] bytes) {
        try {
            return bytes == null ? PayloadText.of(null) : of(LogRecord.parseFrom(bytes));
        } catch (InvalidProtocolBufferException noRecord) {
            return PayloadText.of(bytes) + "\n  (not a LogRecord)";
        }
    }

    private static String of(LogRecord record) {
        List<String> lines = new ArrayList<>();
        lines.add(PayloadText.of(record.getPayload().toByteArray()));
        lines.add("message id   " + messageId(record.getMessageId()));
        lines.add("namespace    " + record.getNamespace());
        lines.add("key          " + PayloadText.of(record.getOrderingKey().toByteArray()));
        lines.add("written      " + time(record.hasWriteTime(), record.getWriteTime()));
        lines.add("appended     " + time(record.hasAppendTime(), record.getAppendTime()));
        if (record.hasDeadLetter()) {
            lines.addAll(of(record.getDeadLetter()));
        } else {
            lines.add("(not a dead letter)");
        }
        return String.join("\n  ", lines);
    }

    private static List<String> of(DeadLetter letter) {
        return List.of(
                "target       " + letter.getTarget(),
                "reason       " + letter.getReason().name().replace("DEAD_LETTER_REASON_", ""),
                "error        " + letter.getLastError(),
                "attempts     " + letter.getAttempts(),
                "first        " + time(letter.hasFirstAttemptTime(), letter.getFirstAttemptTime()),
                "last         " + time(letter.hasLastAttemptTime(), letter.getLastAttemptTime()),
                "origin       " + letter.getOrigin());
    }

    private static String messageId(ByteString bytes) {
        if (bytes.size() != UUID_BYTES) {
            return "(none)";
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private static String time(boolean present, Timestamp time) {
        return present
                ? Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString()
                : "(none)";
    }
}
