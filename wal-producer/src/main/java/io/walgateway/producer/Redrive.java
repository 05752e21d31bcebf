package io.walgateway.producer;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.proto.v1.LogRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a dead letter is appended again: what is changed in it before. The record is changed in place, so that what a later
 * version wrote into it, and is not known here, stays in it.
 *
 * @param payload   instead of the letter's; empty: as it is
 * @param target    an address of its own; empty: as it is
 * @param recipient instead of an address: the one of the namespace's targets that it is for; empty: as it is
 */
public record Redrive(Optional<Bytes> payload, Optional<TargetAddress> target, Optional<String> recipient) {

    /** As it was. */
    public static final Redrive UNCHANGED = new Redrive(Optional.empty(), Optional.empty(), Optional.empty());

    /** Where the payload lies in durable storage; what is written into the record itself takes its place. */
    private static final @Nullable FieldDescriptor CLAIM_CHECK =
            LogRecord.getDescriptor().findFieldByName("claim_check");

    private static final String OWN_GROUP = "@";

    public Redrive {
        if (target.isPresent() && recipient.isPresent()) {
            throw new IllegalArgumentException("recipient: " + recipient.get() + " (expected: none beside an address)");
        }
    }

    /**
     * What is to be appended.
     *
     * @param id            that of the message
     * @param key           its ordering key
     * @param record        encoded
     * @param ownTarget     whether it names its target itself
     * @param recipient     the one of the namespace's targets that it is for; empty text: all of them
     * @param expiryDropped whether its time to live had ended, and is over no more
     */
    public record Entry(UUID id, Bytes key, Bytes record, boolean ownTarget, String recipient, boolean expiryDropped) {}

    /**
     * The letter's record as a message that is due now and has not failed yet: same id, key, write time and payload; for
     * the target alone that gave it up, unless it names its own.
     *
     * @param letter an encoded record with a message id, as dead-letter queues hold it
     * @param owner the namespace whose letter it is, and to which the record is appended
     * @param revision of the namespace's configuration under which it is appended
     * @throws IllegalArgumentException when it is none, or names another namespace and is given no payload
     */
    public Entry apply(Bytes letter, String owner, long revision, Instant now) {
        LogRecord given = parse(letter);
        if (payload.isEmpty() && !given.getNamespace().equals(owner)) {
            throw new IllegalArgumentException(
                    "namespace: another one (expected: " + owner + ", or an edit that gives it a payload)");
        }
        LogRecord.Builder record = given.toBuilder()
                .setNamespace(owner)
                .clearDeadLetter()
                .clearDueTime()
                .setAttempts(0)
                .setConfigurationRevision(revision)
                .setAppendTime(ProtoTimes.of(now));
        boolean expired = given.hasExpiry() && !ProtoTimes.of(given.getExpiry()).isAfter(now);
        if (expired) {
            record.clearExpiry();
        }
        payload.ifPresent(bytes -> replacePayload(record, bytes));
        address(record, given.getDeadLetter().getTarget());
        return new Entry(
                id(given),
                ProtoBytes.of(given.getOrderingKey()),
                Bytes.wrap(record.build().toByteArray()),
                record.hasTarget(),
                record.getRecipient(),
                expired);
    }

    private void address(LogRecord.Builder record, String gaveItUp) {
        if (target.isPresent()) {
            record.setTarget(TargetAddresses.of(target.get())).clearRecipient();
        } else if (recipient.isPresent()) {
            record.clearTarget().setRecipient(recipient.get());
        } else if (!record.hasTarget() && !gaveItUp.isEmpty() && !gaveItUp.startsWith(OWN_GROUP)) {
            record.setRecipient(gaveItUp);
        }
    }

    private static void replacePayload(LogRecord.Builder record, Bytes bytes) {
        record.setPayload(ProtoBytes.of(bytes));
        if (CLAIM_CHECK != null) {
            record.clearField(CLAIM_CHECK);
        }
    }

    private static LogRecord parse(Bytes letter) {
        try {
            return LogRecord.parseFrom(letter.unsafeArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a wal.v1.LogRecord: " + e.getMessage(), e);
        }
    }

    private static UUID id(LogRecord record) {
        ByteBuffer id = record.getMessageId().asReadOnlyByteBuffer();
        if (id.remaining() != Long.BYTES * 2) {
            throw new IllegalArgumentException("message_id: " + id.remaining() + " bytes (expected: 16)");
        }
        return new UUID(id.getLong(), id.getLong());
    }
}
