package io.walgateway.log.record;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.Priority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Messages to and from the bytes that lie in queues: {@code wal.v1.LogRecord}. What was encoded is decoded to an equal
 * message; what others wrote is decoded as the protocol says, and whatever is not a record is told apart without a throw.
 */
public final class EnvelopeCodec {
    /**
     * Clocks differ, but a time far ahead is a mistake that lasts: targets let the later write win, so nothing could
     * overwrite it until then. Kafka's topics take timestamps as far ahead, too, where they say nothing else.
     */
    public static final Duration WRITE_TIME_AHEAD_MAX = Duration.ofHours(1);

    private EnvelopeCodec() {}

    public static Bytes encode(Message message) {
        return Bytes.wrap(record(message).toByteArray());
    }

    /**
     * The record of what lay in a queue and is no message: its payload is the entry as it was.
     *
     * @param namespace whose queue it was
     */
    public static Bytes encodeMalformed(Lease lease, String namespace, DeadLetterNote note) {
        LogRecord.Builder record = LogRecord.newBuilder()
                .setMessageId(ProtoBytes.of(MessageIds.ofOrigin(namespace, lease.origin())))
                .setNamespace(namespace)
                .setPayload(ProtoBytes.of(lease.record()))
                .setOrderingKey(ProtoBytes.of(lease.key()))
                .setWriteTime(ProtoTimes.of(lease.appended()))
                .setAppendTime(ProtoTimes.of(lease.appended()));
        HeaderReader headers = new HeaderReader(record.build(), lease);
        if (headers.fault().isEmpty()) {
            HeaderReader.write(Message.Provenance.NONE.with(headers.trace(), headers.passedOn()), record);
        }
        return RecordEdits.of(record.build()).deadLetter(note).encode();
    }

    /**
     * Reads an entry of a queue that holds a namespace's log. The entry belongs to the queue's owner: a record that names
     * another namespace is malformed there, and so is a dead letter. What an external producer left out comes from the
     * lease: the id from its origin, times from when the queue stored it, the ordering key from its key, headers and trace
     * from its headers; failed attempts are the higher of both counts. The payload is a part of the entry, not a copy.
     *
     * @param owner the namespace whose queue it is
     */
    public static DecodedRecord decode(Lease lease, String owner) {
        return read(lease, new RecordReader(lease, owner, false));
    }

    /**
     * Reads an entry of a dead-letter queue in the same way. Dead letters belong there.
     *
     * @param owner the namespace whose dead-letter queue it is
     */
    public static DecodedRecord decodeLetter(Lease lease, String owner) {
        return read(lease, new RecordReader(lease, owner, true));
    }

    private static DecodedRecord read(Lease lease, RecordReader reader) {
        try {
            return reader.read(parse(lease.record()));
        } catch (InvalidProtocolBufferException e) {
            return new DecodedRecord.Malformed("not a wal.v1.LogRecord: " + e.getMessage());
        }
    }

    static LogRecord parse(Bytes bytes) throws InvalidProtocolBufferException {
        CodedInputStream input = ProtoBytes.of(bytes).newCodedInput();
        input.enableAliasing(true);
        try {
            LogRecord record = LogRecord.parseFrom(input);
            input.checkLastTagWas(0);
            return record;
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected no input or output to read an array, but it failed", e);
        }
    }

    static LogRecord record(Message message) {
        Message.Lifecycle lifecycle = message.lifecycle();
        LogRecord.Builder record = LogRecord.newBuilder()
                .setMessageId(ProtoBytes.of(message.id()))
                .setNamespace(message.namespace())
                .setPayload(ProtoBytes.of(message.payload()))
                .setOrderingKey(ProtoBytes.of(message.orderingKey()))
                .setWriteTime(ProtoTimes.of(lifecycle.writeTime()))
                .setAppendTime(ProtoTimes.of(lifecycle.appendTime()))
                .setAttempts(message.attempts())
                .setConfigurationRevision(message.configurationRevision())
                .setOriginRegion(message.provenance().originRegion())
                .addAllHops(message.provenance().hops())
                .setPriority(of(message.priority()))
                .setRecipient(message.recipient());
        HeaderReader.write(message.provenance(), record);
        message.target().ifPresent(target -> record.setTarget(TargetAddresses.of(target)));
        if (!lifecycle.due().equals(lifecycle.appendTime())) {
            record.setDueTime(ProtoTimes.of(lifecycle.due()));
        }
        lifecycle.expiry().ifPresent(expiry -> record.setExpiry(ProtoTimes.of(expiry)));
        message.claim().ifPresent(claim -> record.setClaimCheck(ClaimCodec.of(claim)));
        return record.build();
    }

    private static Priority of(Message.Priority priority) {
        return switch (priority) {
            case LOW -> Priority.PRIORITY_LOW;
            case NORMAL -> Priority.PRIORITY_NORMAL;
            case HIGH -> Priority.PRIORITY_HIGH;
        };
    }
}
