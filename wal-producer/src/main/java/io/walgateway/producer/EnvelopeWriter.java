package io.walgateway.producer;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;

import com.google.protobuf.CodedOutputStream;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message as the bytes of its {@code wal.v1.LogRecord}, without making one: straight into an array of their size.
 * The bytes are those that protobuf itself would write: fields in the order of their numbers, none with its default.
 */
final class EnvelopeWriter {
    private static final int ID_BYTES = 16;
    private static final int SECONDS = 1;
    private static final int NANOS = 2;

    private final Message message;
    private final @Nullable Target target;
    private final @Nullable Instant due;
    private final @Nullable Instant expiry;
    private final int priority;

    private EnvelopeWriter(Message message, Priority priority) {
        Message.Lifecycle lifecycle = message.lifecycle();
        this.message = message;
        this.priority = priority.getNumber();
        target = message.target().map(address -> TargetAddresses.of(address)).orElse(null);
        due = lifecycle.due().equals(lifecycle.appendTime()) ? null : lifecycle.due();
        expiry = lifecycle.expiry().orElse(null);
    }

    static byte[] write(Message message, Priority priority) {
        EnvelopeWriter writer = new EnvelopeWriter(message, priority);
        byte[] array = new byte[writer.size()];
        CodedOutputStream out = CodedOutputStream.newInstance(array);
        try {
            writer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + array.length + " bytes to be enough for a record", e);
        }
        out.checkNoSpaceLeft();
        return array;
    }

    private int size() {
        Message.Provenance from = message.provenance();
        int hops = 0;
        for (String hop : from.hops()) {
            hops += CodedOutputStream.computeStringSize(LogRecord.HOPS_FIELD_NUMBER, hop);
        }
        return size(LogRecord.MESSAGE_ID_FIELD_NUMBER, ID_BYTES)
                + size(LogRecord.NAMESPACE_FIELD_NUMBER, message.namespace())
                + size(LogRecord.PAYLOAD_FIELD_NUMBER, message.payload().size())
                + (target == null ? 0 : CodedOutputStream.computeMessageSize(LogRecord.TARGET_FIELD_NUMBER, target))
                + size(
                        LogRecord.ORDERING_KEY_FIELD_NUMBER,
                        message.orderingKey().size())
                + size(LogRecord.WRITE_TIME_FIELD_NUMBER, message.lifecycle().writeTime())
                + size(LogRecord.APPEND_TIME_FIELD_NUMBER, message.lifecycle().appendTime())
                + size(LogRecord.DUE_TIME_FIELD_NUMBER, due)
                + size(LogRecord.EXPIRY_FIELD_NUMBER, expiry)
                + (message.attempts() == 0
                        ? 0
                        : CodedOutputStream.computeUInt32Size(LogRecord.ATTEMPTS_FIELD_NUMBER, message.attempts()))
                + (message.configurationRevision() == 0
                        ? 0
                        : CodedOutputStream.computeUInt64Size(
                                LogRecord.CONFIGURATION_REVISION_FIELD_NUMBER, message.configurationRevision()))
                + size(LogRecord.ORIGIN_REGION_FIELD_NUMBER, from.originRegion())
                + hops
                + size(LogRecord.TRACE_PARENT_FIELD_NUMBER, from.traceParent())
                + CodedOutputStream.computeEnumSize(LogRecord.PRIORITY_FIELD_NUMBER, priority);
    }

    private void writeTo(CodedOutputStream out) throws IOException {
        Message.Provenance from = message.provenance();
        write(out, LogRecord.MESSAGE_ID_FIELD_NUMBER, message.id());
        write(out, LogRecord.NAMESPACE_FIELD_NUMBER, message.namespace());
        write(out, LogRecord.PAYLOAD_FIELD_NUMBER, message.payload());
        if (target != null) {
            out.writeMessage(LogRecord.TARGET_FIELD_NUMBER, target);
        }
        write(out, LogRecord.ORDERING_KEY_FIELD_NUMBER, message.orderingKey());
        write(out, LogRecord.WRITE_TIME_FIELD_NUMBER, message.lifecycle().writeTime());
        write(out, LogRecord.APPEND_TIME_FIELD_NUMBER, message.lifecycle().appendTime());
        write(out, LogRecord.DUE_TIME_FIELD_NUMBER, due);
        write(out, LogRecord.EXPIRY_FIELD_NUMBER, expiry);
        if (message.attempts() != 0) {
            out.writeUInt32(LogRecord.ATTEMPTS_FIELD_NUMBER, message.attempts());
        }
        if (message.configurationRevision() != 0) {
            out.writeUInt64(LogRecord.CONFIGURATION_REVISION_FIELD_NUMBER, message.configurationRevision());
        }
        write(out, LogRecord.ORIGIN_REGION_FIELD_NUMBER, from.originRegion());
        for (String hop : from.hops()) {
            out.writeString(LogRecord.HOPS_FIELD_NUMBER, hop);
        }
        write(out, LogRecord.TRACE_PARENT_FIELD_NUMBER, from.traceParent());
        out.writeEnum(LogRecord.PRIORITY_FIELD_NUMBER, priority);
    }

    private static int size(int field, int bytes) {
        return bytes == 0
                ? 0
                : CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(bytes) + bytes;
    }

    private static int size(int field, String text) {
        return text.isEmpty() ? 0 : CodedOutputStream.computeStringSize(field, text);
    }

    private static int size(int field, @Nullable Instant time) {
        return time == null ? 0 : CodedOutputStream.computeTagSize(field) + 1 + timeSize(time);
    }

    /** Always below 128, so that one byte says it. */
    private static int timeSize(Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        return (seconds == 0 ? 0 : CodedOutputStream.computeInt64Size(SECONDS, seconds))
                + (nanos == 0 ? 0 : CodedOutputStream.computeInt32Size(NANOS, nanos));
    }

    private static void write(CodedOutputStream out, int field, UUID id) throws IOException {
        out.writeTag(field, WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(ID_BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((byte) (id.getMostSignificantBits() >>> shift));
        }
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((byte) (id.getLeastSignificantBits() >>> shift));
        }
    }

    private static void write(CodedOutputStream out, int field, Bytes bytes) throws IOException {
        if (!bytes.isEmpty()) {
            out.writeByteArray(field, bytes.unsafeArray());
        }
    }

    private static void write(CodedOutputStream out, int field, String text) throws IOException {
        if (!text.isEmpty()) {
            out.writeString(field, text);
        }
    }

    private static void write(CodedOutputStream out, int field, @Nullable Instant time) throws IOException {
        if (time == null) {
            return;
        }
        out.writeTag(field, WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(timeSize(time));
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        if (seconds != 0) {
            out.writeInt64(SECONDS, seconds);
        }
        if (nanos != 0) {
            out.writeInt32(NANOS, nanos);
        }
    }
}
