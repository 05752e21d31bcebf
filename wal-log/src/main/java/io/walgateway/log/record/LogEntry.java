package io.walgateway.log.record;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.proto.v1.LogRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A record to be appended where its namespace appends. Immutable. */
public final class LogEntry {
    private final UUID id;
    private final Bytes key;
    private final LogRecord record;

    private LogEntry(UUID id, Bytes key, LogRecord record) {
        this.id = id;
        this.key = key;
        this.record = record;
    }

    /** The entry of a record with a message id. */
    public static LogEntry of(LogRecord record) {
        return new LogEntry(ProtoBytes.id(record.getMessageId()), ProtoBytes.of(record.getOrderingKey()), record);
    }

    /** The entry of a message that is appended for the first time. */
    public static LogEntry of(Message message) {
        return new LogEntry(message.id(), message.orderingKey(), RecordBytes.of(message));
    }

    /** The record itself. */
    public LogRecord record() {
        return record;
    }

    /** The message's id. */
    public UUID id() {
        return id;
    }

    /** Its ordering key. */
    public Bytes key() {
        return key;
    }

    /** True if it names its own target. */
    public boolean hasOwnTarget() {
        return record.hasTarget();
    }

    /** The name of the one target of the namespace that it is for; empty text: all of them. */
    public String recipient() {
        return record.getRecipient();
    }

    /** Its encoded size, in bytes. */
    public int bytes() {
        return record.getSerializedSize();
    }

    /** Size of the payload alone, in bytes; 0 if it is claimed or a later version wrote it. */
    public int payloadBytes() {
        return hasKnownBody() ? record.getPayload().size() : 0;
    }

    /** The payload; empty if it is claimed or a later version wrote it. */
    public Bytes payload() {
        return hasKnownBody() ? ProtoBytes.partOf(record.getPayload()) : Bytes.EMPTY;
    }

    /** When it may be delivered. */
    public Instant due() {
        return ProtoTimes.of(record.hasDueTime() ? record.getDueTime() : record.getAppendTime());
    }

    /** True if it has to wait in a queue that delays entries. */
    public boolean isDelayed() {
        return record.hasDueTime() && due().isAfter(ProtoTimes.of(record.getAppendTime()));
    }

    /** When delivery must stop; empty if it never expires. */
    public Optional<Instant> expiry() {
        return record.hasExpiry() ? Optional.of(ProtoTimes.of(record.getExpiry())) : Optional.empty();
    }

    /** Whose log it is for. */
    public String namespace() {
        return record.getNamespace();
    }

    /** The same entry with an empty payload, which gives the size of the rest. */
    public LogEntry withoutPayload() {
        return hasKnownBody()
                ? new LogEntry(id, key, record.toBuilder().clearPayload().build())
                : this;
    }

    /** Nothing is removed from a body that a later version wrote. */
    private boolean hasKnownBody() {
        return record.getBodyKind() == 0 && !record.hasBatchPart();
    }

    /** The same record, with its payload in durable storage. */
    public LogEntry claimed(ClaimCheck claim) {
        return new LogEntry(
                id,
                key,
                record.toBuilder()
                        .clearPayload()
                        .setClaimCheck(ClaimCodec.of(claim))
                        .build());
    }

    /** The entry as a queue receives it. */
    public QueueEntry forQueue(Set<ConsumerGroup> groups) {
        return new QueueEntry(
                id, key, Bytes.wrap(record.toByteArray()), isDelayed() ? due() : QueueEntry.AT_ONCE, groups);
    }
}
