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

/** A record on its way to where its namespace appends. Immutable. */
public final class LogEntry {
    private final UUID id;
    private final Bytes key;
    private final LogRecord record;

    private LogEntry(UUID id, Bytes key, LogRecord record) {
        this.id = id;
        this.key = key;
        this.record = record;
    }

    /** Of a record with a message id. */
    public static LogEntry of(LogRecord record) {
        return new LogEntry(ProtoBytes.id(record.getMessageId()), ProtoBytes.of(record.getOrderingKey()), record);
    }

    /** A message that is appended for the first time. */
    public static LogEntry of(Message message) {
        return new LogEntry(message.id(), message.orderingKey(), RecordBytes.of(message));
    }

    /** The message's id. */
    public UUID id() {
        return id;
    }

    /** Its ordering key. */
    public Bytes key() {
        return key;
    }

    /** Whether it names its target itself. */
    public boolean hasOwnTarget() {
        return record.hasTarget();
    }

    /** The one of the namespace's targets that it is for; empty text: all of them. */
    public String recipient() {
        return record.getRecipient();
    }

    /** How large it is, encoded. */
    public int bytes() {
        return record.getSerializedSize();
    }

    /** Size of the payload alone, in bytes; 0 where it is claimed, or a later version wrote it. */
    public int payloadBytes() {
        return hasKnownBody() ? record.getPayload().size() : 0;
    }

    /** The payload; empty where it is claimed, or a later version wrote it. */
    public Bytes payload() {
        return hasKnownBody() ? ProtoBytes.partOf(record.getPayload()) : Bytes.EMPTY;
    }

    /** When it may be delivered. */
    public Instant due() {
        return ProtoTimes.of(record.hasDueTime() ? record.getDueTime() : record.getAppendTime());
    }

    /** Whether it has to wait in a queue that holds back. */
    public boolean isDelayed() {
        return record.hasDueTime() && due().isAfter(ProtoTimes.of(record.getAppendTime()));
    }

    /** When it may be delivered no more; empty: it has no end. */
    public Optional<Instant> expiry() {
        return record.hasExpiry() ? Optional.of(ProtoTimes.of(record.getExpiry())) : Optional.empty();
    }

    /** Whose log it is for. */
    public String namespace() {
        return record.getNamespace();
    }

    /** The same with an empty payload, to know how large the rest is. */
    public LogEntry withoutPayload() {
        return hasKnownBody()
                ? new LogEntry(id, key, record.toBuilder().clearPayload().build())
                : this;
    }

    /** Nothing is taken out of a body that a later version wrote. */
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

    /** What a queue is given. */
    public QueueEntry forQueue(Set<ConsumerGroup> groups) {
        return new QueueEntry(
                id, key, Bytes.wrap(record.toByteArray()), isDelayed() ? due() : QueueEntry.AT_ONCE, groups);
    }
}
