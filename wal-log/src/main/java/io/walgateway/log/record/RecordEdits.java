package io.walgateway.log.record;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.queue.Lease;
import io.walgateway.proto.v1.DeadLetter;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.SetEdit;
import io.walgateway.proto.v1.SetMarker;
import java.time.Instant;

/**
 * Edits a record that was read before it is stored again. Only the named changes are made: fields that a newer version
 * added, and that are unknown here, stay in it. Not thread-safe.
 */
public final class RecordEdits {
    private final LogRecord.Builder record;

    private RecordEdits(LogRecord.Builder record) {
        this.record = record;
    }

    /**
     * Edits an encoded record.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RecordEdits of(Bytes encoded) {
        return of(parse(encoded));
    }

    /** @throws IllegalArgumentException when it is no record */
    static LogRecord parse(Bytes encoded) {
        try {
            return RecordBytes.parse(encoded);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a wal.v1.LogRecord: " + e.getMessage(), e);
        }
    }

    static RecordEdits of(LogRecord record) {
        return new RecordEdits(record.toBuilder());
    }

    /**
     * Edits a leased entry. Id, times, ordering key, trace and headers are filled in if its producer left them out. The
     * failures that the queue counted beside the record are stored in it, since the next queue does not know them.
     *
     * @param message decoded from the entry
     */
    public static RecordEdits of(Lease lease, Message message) {
        RecordEdits edits = of(lease.record());
        edits.complete(message);
        return edits;
    }

    private void complete(Message message) {
        if (record.getMessageId().isEmpty()) {
            record.setMessageId(ProtoBytes.of(message.id()));
        }
        if (record.getOrderingKey().isEmpty()) {
            record.setOrderingKey(ProtoBytes.of(message.orderingKey()));
        }
        if (!record.hasWriteTime()) {
            record.setWriteTime(ProtoTimes.of(message.lifecycle().writeTime()));
        }
        if (!record.hasAppendTime()) {
            record.setAppendTime(ProtoTimes.of(message.lifecycle().appendTime()));
        }
        if (record.getHeadersCount() == 0) {
            HeaderReader.writeHeaders(message.provenance().headers(), record);
        }
        HeaderReader.writeTrace(message.provenance().trace(), record);
        record.setAttempts(message.attempts());
    }

    /** How many deliveries have failed so far. */
    public RecordEdits attempts(int failures) {
        record.setAttempts(failures);
        return this;
    }

    /** No delivery before this time. */
    public RecordEdits due(Instant time) {
        if (record.hasAppendTime() && ProtoTimes.of(record.getAppendTime()).equals(time)) {
            record.clearDueTime();
        } else {
            record.setDueTime(ProtoTimes.of(time));
        }
        return this;
    }

    /** The name of the one target of the namespace that it is for; empty text: as it was. */
    public RecordEdits recipient(String name) {
        if (!name.isEmpty()) {
            record.setRecipient(name);
        }
        return this;
    }

    /** The revision of the namespace's configuration under which it is appended. */
    public RecordEdits revision(long number) {
        record.setConfigurationRevision(number);
        return this;
    }

    /** Why it was given up, and after which attempts. */
    public RecordEdits deadLetter(DeadLetterNote note) {
        DeadLetter.Builder letter = record.getDeadLetterBuilder()
                .setTarget(note.target())
                .setReason(note.reason())
                .setLastError(note.lastError())
                .setAttempts(note.attempts())
                .setOrigin(note.origin())
                .clearFirstAttemptTime()
                .clearLastAttemptTime();
        note.firstAttempt().ifPresent(time -> letter.setFirstAttemptTime(ProtoTimes.of(time)));
        note.lastAttempt().ifPresent(time -> letter.setLastAttemptTime(ProtoTimes.of(time)));
        return this;
    }

    /** The part of a mutation set that was given up. */
    public RecordEdits stoppedAt(int sequence) {
        record.getSetMarkerBuilder().setStoppedAt(sequence);
        return this;
    }

    /** Turns a dead letter back into a message: due now, and without failures. */
    RecordEdits revived(Instant now) {
        record.clearDeadLetter().clearDueTime().setAttempts(0).setAppendTime(ProtoTimes.of(now));
        return this;
    }

    /** Whose log it is in. */
    RecordEdits namespace(String name) {
        record.setNamespace(name);
        return this;
    }

    /** Removes the expiry. */
    RecordEdits withoutExpiry() {
        record.clearExpiry();
        return this;
    }

    /**
     * Puts this payload into the record itself; for a marker, in place of the part that was given up.
     *
     * @throws IllegalArgumentException when it is a marker, and no part was given up
     */
    RecordEdits payload(Bytes bytes) {
        if (isMarker()) {
            editedPart("payload").setPayload(ProtoBytes.of(bytes));
            return this;
        }
        record.setPayload(ProtoBytes.of(bytes))
                .clearClaimCheck()
                .clearBodyKind()
                .clearBatchPart();
        return this;
    }

    private boolean isMarker() {
        return record.hasBatchPart() && record.hasSetMarker() && record.getBodyKind() == 0;
    }

    private SetEdit.Builder editedPart(String path) {
        if (!record.getSetMarker().hasStoppedAt()) {
            throw new IllegalArgumentException(path + ": present (expected: absent, since no part of set "
                    + record.getBatchPart().getBatchId() + " was given up)");
        }
        SetMarker.Builder marker = record.getSetMarkerBuilder();
        if (marker.getEdit().getSequence() != marker.getStoppedAt()) {
            marker.clearEdit();
        }
        return marker.getEditBuilder().setSequence(marker.getStoppedAt());
    }

    /**
     * Gives it an address of its own; for a marker, only the part that was given up.
     *
     * @throws IllegalArgumentException when it is a marker, and no part was given up or its parts have no addresses
     */
    RecordEdits target(TargetAddress address) {
        if (isMarker()) {
            if (!record.hasTarget()) {
                throw new IllegalArgumentException("target: present (expected: absent, since the parts of set "
                        + record.getBatchPart().getBatchId() + " go to the namespace's targets)");
            }
            editedPart("target").setTarget(TargetAddresses.of(address));
            return this;
        }
        record.setTarget(TargetAddresses.of(address)).clearRecipient();
        return this;
    }

    /** Sends it to one of the namespace's targets, whatever address it had. */
    RecordEdits onlyTo(String name) {
        if (isMarker() && record.hasTarget()) {
            throw new IllegalArgumentException("recipient: " + name + " (expected: none, since the parts of set "
                    + record.getBatchPart().getBatchId() + " name their targets)");
        }
        record.clearTarget().setRecipient(name);
        return this;
    }

    /** The edited record. */
    public Bytes encode() {
        return Bytes.wrap(record.build().toByteArray());
    }

    /**
     * The edited record as an entry to be appended.
     *
     * @throws IllegalArgumentException when it has no message id
     */
    public LogEntry entry() {
        ByteString id = record.getMessageId();
        if (id.size() != ProtoBytes.ID_BYTES) {
            throw new IllegalArgumentException(
                    "message_id: " + id.size() + " bytes (expected: " + ProtoBytes.ID_BYTES + ")");
        }
        return LogEntry.of(record.build());
    }
}
