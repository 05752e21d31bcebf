package io.walgateway.log.record;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.proto.v1.LogRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * The changes to a dead letter before it is appended again. The record is edited in place, so fields that a later
 * version wrote, and that are unknown here, stay in it.
 *
 * @param payload   replaces the letter's; empty: as it is
 * @param target    an address of its own; empty: as it is
 * @param recipient the name of the one target of the namespace that it is for, in place of an address; empty: as it is
 */
public record Redrive(Optional<Bytes> payload, Optional<TargetAddress> target, Optional<String> recipient) {

    /** No change. */
    public static final Redrive UNCHANGED = new Redrive(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String OWN_GROUP = "@";

    public Redrive {
        if (target.isPresent() && recipient.isPresent()) {
            throw new IllegalArgumentException("recipient: " + recipient.get() + " (expected: none beside an address)");
        }
    }

    /**
     * The entry to append.
     *
     * @param expiryDropped true if its time to live had ended and its expiry was removed
     */
    public record Revived(LogEntry entry, boolean expiryDropped) {}

    /**
     * Turns the letter's record into a message that is due now and has not failed yet: same id, key, write time and
     * payload. It goes only to the target that gave it up, unless it names its own.
     *
     * @param letter   an encoded record with a message id, as dead-letter queues hold it
     * @param owner    the namespace whose letter it is, and to which the record is appended
     * @param revision of the namespace's configuration under which it is appended
     * @throws IllegalArgumentException when it is none, or names another namespace and is given no payload
     */
    public Revived apply(Bytes letter, String owner, long revision, Instant now) {
        LogRecord given = RecordEdits.parse(letter);
        if (payload.isEmpty() && !given.getNamespace().equals(owner)) {
            throw new IllegalArgumentException(
                    "namespace: another one (expected: " + owner + ", or an edit that gives it a payload)");
        }
        RecordEdits edits = RecordEdits.of(given).namespace(owner).revived(now).revision(revision);
        boolean expired = given.hasExpiry() && !ProtoTimes.of(given.getExpiry()).isAfter(now);
        if (expired) {
            edits.withoutExpiry();
        }
        payload.ifPresent(edits::payload);
        address(edits, given);
        return new Revived(edits.entry(), expired);
    }

    private void address(RecordEdits edits, LogRecord given) {
        String gaveItUp = given.getDeadLetter().getTarget();
        if (target.isPresent()) {
            edits.target(target.get());
        } else if (recipient.isPresent()) {
            edits.onlyTo(recipient.get());
        } else if (!given.hasTarget() && !gaveItUp.startsWith(OWN_GROUP)) {
            edits.recipient(gaveItUp);
        }
    }
}
