package io.walgateway.log.record;

import com.google.protobuf.Timestamp;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.units.Durations;
import io.walgateway.proto.v1.DeadLetter;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.proto.v1.LogRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns a parsed record into a message: checks what external producers may have written, and fills in what they left
 * out.
 *
 * @param lease   where the record was found
 * @param owner   the namespace whose queue that is
 * @param letters true for a dead-letter queue
 */
record RecordReader(Lease lease, String owner, boolean letters) {
    DecodedRecord read(LogRecord record) {
        Optional<String> fault = fault(record);
        if (fault.isPresent()) {
            return new DecodedRecord.Malformed(fault.get());
        }
        return new DecodedRecord.Intact(
                message(record), record.hasDeadLetter() ? Optional.of(note(record.getDeadLetter())) : Optional.empty());
    }

    private Optional<String> fault(LogRecord record) {
        return identityFault(record)
                .or(() -> contentFault(record))
                .or(() -> futureFault(record))
                .or(() -> new HeaderReader(record, lease).fault());
    }

    private Optional<String> identityFault(LogRecord record) {
        if (record.getNamespace().isEmpty()) {
            return Optional.of("namespace: empty (expected: the namespace's name)");
        }
        if (!record.getNamespace().equals(owner)) {
            return Optional.of("namespace: another one (expected: " + owner + ", whose queue this is)");
        }
        return record.hasDeadLetter() && !letters
                ? Optional.of("dead_letter: present (expected: absent outside dead-letter queues)")
                : Optional.empty();
    }

    private static Optional<String> contentFault(LogRecord record) {
        int idBytes = record.getMessageId().size();
        if (idBytes != 0 && idBytes != ProtoBytes.ID_BYTES) {
            return Optional.of("message_id: " + idBytes + " bytes (expected: 16, or none)");
        }
        if (record.getAttempts() < 0) {
            return Optional.of("attempts: " + Integer.toUnsignedString(record.getAttempts()) + " (expected: < 2^31)");
        }
        if (record.hasTarget() && TargetAddresses.of(record.getTarget()).isEmpty()) {
            return Optional.of("target: without an address (expected: exactly one address, or no target)");
        }
        Optional<String> claimFault =
                record.hasClaimCheck() && !isOfLaterVersion(record) ? ClaimCodec.fault(record) : Optional.empty();
        if (claimFault.isPresent()) {
            return claimFault;
        }
        Optional<String> markerFault = record.hasBatchPart() && record.hasSetMarker() && record.getBodyKind() == 0
                ? MarkerCodec.fault(record)
                : Optional.empty();
        if (markerFault.isPresent()) {
            return markerFault;
        }
        return timeFault("write_time", record.getWriteTime())
                .or(() -> timeFault("append_time", record.getAppendTime()))
                .or(() -> timeFault("due_time", record.getDueTime()))
                .or(() -> timeFault("expiry", record.getExpiry()))
                .or(() -> deadLetterFault(record.getDeadLetter()));
    }

    /**
     * The server's bound, relative to the append time in the record: a record that the server accepts is never
     * malformed, whatever the clocks of its readers show. Dead letters were checked before.
     */
    private Optional<String> futureFault(LogRecord record) {
        if (letters) {
            return Optional.empty();
        }
        Message.Lifecycle times = lifecycle(record);
        return aheadFault("append_time", times.appendTime(), lease.appended(), "the queue stored it")
                .or(() -> aheadFault("write_time", times.writeTime(), times.appendTime(), "it was appended"));
    }

    private static Optional<String> aheadFault(String path, Instant time, Instant of, String what) {
        return time.isAfter(of.plus(Message.WRITE_TIME_AHEAD_MAX))
                ? Optional.of(path + ": " + time + " (expected: at most "
                        + Durations.format(Message.WRITE_TIME_AHEAD_MAX) + " after " + what + ", at " + of
                        + ")")
                : Optional.empty();
    }

    private static Optional<String> deadLetterFault(DeadLetter letter) {
        if (letter.getAttempts() < 0) {
            return Optional.of(
                    "dead_letter.attempts: " + Integer.toUnsignedString(letter.getAttempts()) + " (expected: < 2^31)");
        }
        return timeFault("dead_letter.first_attempt_time", letter.getFirstAttemptTime())
                .or(() -> timeFault("dead_letter.last_attempt_time", letter.getLastAttemptTime()));
    }

    private static Optional<String> timeFault(String path, Timestamp time) {
        return ProtoTimes.isValid(time)
                ? Optional.empty()
                : Optional.of(path + ": " + time.getSeconds() + " s and " + time.getNanos()
                        + " ns (expected: a time in the years 1 to 9999)");
    }

    private Message message(LogRecord record) {
        Optional<TargetAddress> target = record.hasTarget() ? TargetAddresses.of(record.getTarget()) : Optional.empty();
        return new Message(
                id(record),
                owner,
                body(record),
                new Message.Routing(
                        target,
                        record.getRecipient(),
                        record.getOrderingKey().isEmpty() ? lease.key() : ProtoBytes.of(record.getOrderingKey())),
                lifecycle(record),
                Math.max(record.getAttempts(), lease.attempts()),
                record.getConfigurationRevision(),
                provenance(record),
                priority(record));
    }

    /** What else the record says of its body is for that version to judge. */
    private static boolean isOfLaterVersion(LogRecord record) {
        return record.getBodyKind() != 0 || record.hasBatchPart();
    }

    private static Message.Body body(LogRecord record) {
        if (record.getBodyKind() != 0) {
            return new Message.Unknown("body_kind " + Integer.toUnsignedString(record.getBodyKind()));
        }
        if (record.hasBatchPart()) {
            return record.hasSetMarker()
                    ? new Message.Marked(MarkerCodec.read(record))
                    : new Message.Unknown("batch_part");
        }
        return record.hasClaimCheck()
                ? new Message.Claimed(ClaimCodec.read(record.getClaimCheck()))
                : new Message.Inline(ProtoBytes.partOf(record.getPayload()));
    }

    private Message.Provenance provenance(LogRecord record) {
        HeaderReader headers = new HeaderReader(record, lease);
        return new Message.Provenance(
                record.getOriginRegion(),
                record.getHopsList(),
                record.getLogsList(),
                headers.trace(),
                headers.passedOn());
    }

    private UUID id(LogRecord record) {
        if (record.getMessageId().isEmpty()) {
            return MessageIds.ofOrigin(owner, lease.origin());
        }
        return ProtoBytes.id(record.getMessageId());
    }

    private Message.Lifecycle lifecycle(LogRecord record) {
        Instant write = record.hasWriteTime() ? ProtoTimes.of(record.getWriteTime()) : lease.appended();
        Instant append = record.hasAppendTime() ? ProtoTimes.of(record.getAppendTime()) : lease.appended();
        Instant due = record.hasDueTime() ? ProtoTimes.of(record.getDueTime()) : append;
        Optional<Instant> expiry =
                record.hasExpiry() ? Optional.of(ProtoTimes.of(record.getExpiry())) : Optional.empty();
        return new Message.Lifecycle(write, append, due, expiry);
    }

    private static Message.Priority priority(LogRecord record) {
        return switch (record.getPriority()) {
            case PRIORITY_LOW -> Message.Priority.LOW;
            case PRIORITY_HIGH -> Message.Priority.HIGH;
            case PRIORITY_NORMAL, PRIORITY_UNSPECIFIED, UNRECOGNIZED -> Message.Priority.NORMAL;
        };
    }

    private static DeadLetterNote note(DeadLetter letter) {
        // A later version's reason is kept as unspecified.
        DeadLetterReason reason = letter.getReason() == DeadLetterReason.UNRECOGNIZED
                ? DeadLetterReason.DEAD_LETTER_REASON_UNSPECIFIED
                : letter.getReason();
        return new DeadLetterNote(
                letter.getTarget(),
                reason,
                letter.getLastError(),
                letter.getAttempts(),
                letter.hasFirstAttemptTime()
                        ? Optional.of(ProtoTimes.of(letter.getFirstAttemptTime()))
                        : Optional.empty(),
                letter.hasLastAttemptTime()
                        ? Optional.of(ProtoTimes.of(letter.getLastAttemptTime()))
                        : Optional.empty(),
                letter.getOrigin());
    }
}
