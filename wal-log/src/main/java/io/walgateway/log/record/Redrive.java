package io.walgateway.log.record;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.proto.v1.LogRecord;
import java.time.Instant;
import java.util.Optional;

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

    private static final String OWN_GROUP = "@";

    public Redrive {
        if (target.isPresent() && recipient.isPresent()) {
            throw new IllegalArgumentException("recipient: " + recipient.get() + " (expected: none beside an address)");
        }
    }

    /**
     * What is to be appended.
     *
     * @param expiryDropped whether its time to live had ended, and is over no more
     */
    public record Revived(LogEntry entry, boolean expiryDropped) {}

    /**
     * The letter's record as a message that is due now and has not failed yet: same id, key, write time and payload; for
     * the target alone that gave it up, unless it names its own.
     *
     * @param letter an encoded record with a message id, as dead-letter queues hold it
     * @param owner the namespace whose letter it is, and to which the record is appended
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
