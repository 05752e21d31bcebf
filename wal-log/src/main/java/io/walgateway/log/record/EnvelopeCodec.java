package io.walgateway.log.record;

import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.proto.v1.LogRecord;

/**
 * Converts messages to and from the bytes stored in queues: {@code wal.v1.LogRecord}. An encoded message is decoded to
 * an equal one. Records of external producers are decoded as the protocol says, and bytes that are not a record are
 * recognised without an exception.
 */
public final class EnvelopeCodec {
    private EnvelopeCodec() {}

    public static Bytes encode(Message message) {
        return Bytes.wrap(RecordBytes.of(message).toByteArray());
    }

    /**
     * The record for an entry that is not a message: its payload is the entry as it was.
     *
     * @param namespace whose queue it was in
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
     * Decodes an entry of a queue that holds a namespace's log. The entry belongs to the queue's owner: a record that
     * names another namespace is malformed there, and so is a dead letter. Whatever an external producer left out comes
     * from the lease: the id from its origin, times from when the queue stored it, the ordering key from its key,
     * headers and trace from its headers. Failed attempts are the higher of both counts. The payload is a part of the
     * entry, not a copy.
     *
     * @param owner the namespace whose queue it is
     */
    public static DecodedRecord decode(Lease lease, String owner) {
        return read(lease, new RecordReader(lease, owner, false));
    }

    /**
     * Decodes an entry of a dead-letter queue in the same way. Dead letters belong there.
     *
     * @param owner the namespace whose dead-letter queue it is
     */
    public static DecodedRecord decodeLetter(Lease lease, String owner) {
        return read(lease, new RecordReader(lease, owner, true));
    }

    private static DecodedRecord read(Lease lease, RecordReader reader) {
        try {
            return reader.read(RecordBytes.parse(lease.record()));
        } catch (InvalidProtocolBufferException e) {
            return new DecodedRecord.Malformed("not a wal.v1.LogRecord: " + e.getMessage());
        }
    }
}
