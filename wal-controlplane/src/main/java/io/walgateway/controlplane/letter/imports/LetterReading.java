package io.walgateway.controlplane.letter.imports;

import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterReason;
import io.walgateway.controlplane.letter.NewLetter;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.proto.v1.DeadLetterReason;
import java.util.Optional;

/**
 * Turns an entry of a dead-letter queue into a letter of the queue's namespace and region. Every entry becomes a letter, so that
 * none blocks the queue.
 */
final class LetterReading {

    /** Stands in for an unknown target; no target's name begins like this. */
    static final String NO_TARGET = "@dead-letters";

    private static final int TARGET_CHARS_MAX = 200;
    private static final int ORIGIN_CHARS_MAX = 500;

    private final String namespace;
    private final String region;

    /**
     * @param namespace whose queue is read
     * @param region    of the queue; empty text: the settings name none
     */
    LetterReading(String namespace, String region) {
        this.namespace = namespace;
        this.region = region;
    }

    NewLetter read(Lease lease) {
        return switch (EnvelopeCodec.decodeLetter(lease, namespace)) {
            case DecodedRecord.Intact(Message message, Optional<DeadLetterNote> note) ->
                letter(
                        lease,
                        message,
                        note.orElseGet(() -> note(
                                lease,
                                DeadLetterReason.DEAD_LETTER_REASON_UNSPECIFIED,
                                "it came without a dead_letter note")),
                        lease.record());
            case DecodedRecord.Malformed(String why) -> malformed(lease, why);
        };
    }

    private NewLetter malformed(Lease lease, String why) {
        DeadLetterNote note = note(lease, DeadLetterReason.DEAD_LETTER_REASON_MALFORMED, why);
        Bytes record = EnvelopeCodec.encodeMalformed(lease, namespace, note);
        Lease wrapped = new Lease(
                lease.slice(),
                lease.position(),
                lease.key(),
                record,
                lease.appended(),
                lease.attempts(),
                lease.headers());
        return switch (EnvelopeCodec.decodeLetter(wrapped, namespace)) {
            case DecodedRecord.Intact(Message message, var _) -> letter(lease, message, note, record);
            case DecodedRecord.Malformed(String again) ->
                throw new IllegalStateException("Expected to read what was just encoded, but: " + again);
        };
    }

    private NewLetter letter(Lease lease, Message message, DeadLetterNote note, Bytes record) {
        // Without an origin, the place in this queue tells letters apart.
        String origin = note.origin().isEmpty() ? lease.origin() : note.origin();
        return new NewLetter(
                namespace,
                message.id(),
                cause(note, origin),
                message.orderingKey(),
                message.lifecycle().writeTime(),
                lease.appended(),
                message.claim().map(ClaimCheck::bytes).orElse(message.payload().size()),
                record);
    }

    private Letter.Cause cause(DeadLetterNote note, String origin) {
        return new Letter.Cause(
                storable(note.target(), TARGET_CHARS_MAX),
                LetterReason.of(note.reason()),
                storable(note.lastError(), DeadLetterNote.ERROR_CHARS_MAX),
                note.attempts(),
                note.firstAttempt(),
                note.lastAttempt(),
                storable(origin, ORIGIN_CHARS_MAX),
                region);
    }

    private static DeadLetterNote note(Lease lease, DeadLetterReason reason, String why) {
        return new DeadLetterNote(NO_TARGET, reason, why, 0, Optional.empty(), Optional.empty(), lease.origin());
    }

    /** PostgreSQL accepts neither NUL nor half a surrogate pair in a text. */
    private static String storable(String text, int charsMax) {
        String cut = text.length() <= charsMax ? text : text.substring(0, charsMax);
        return cut.replace('\0', '\uFFFD').replaceAll("[\\ud800-\\udfff]", "\uFFFD");
    }
}
