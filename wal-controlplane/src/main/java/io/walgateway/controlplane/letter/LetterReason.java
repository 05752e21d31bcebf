package io.walgateway.controlplane.letter;

import io.walgateway.proto.v1.DeadLetterReason;
import java.util.Locale;

/** Why a message was given up, in the words of metrics and logs. */
public enum LetterReason {
    /** The writer gave no reason, or one that is not known here. */
    UNSPECIFIED,
    REJECTED,
    ATTEMPTS_EXHAUSTED,
    EXPIRED,
    /** The entry is no record; the payload is the entry as it was in the queue. */
    MALFORMED,
    /** The message had to move to another queue, and no queue accepted a record of its size. */
    TOO_LARGE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LetterReason of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public static LetterReason of(DeadLetterReason reason) {
        return switch (reason) {
            case DEAD_LETTER_REASON_REJECTED -> REJECTED;
            case DEAD_LETTER_REASON_ATTEMPTS_EXHAUSTED -> ATTEMPTS_EXHAUSTED;
            case DEAD_LETTER_REASON_EXPIRED -> EXPIRED;
            case DEAD_LETTER_REASON_MALFORMED -> MALFORMED;
            case DEAD_LETTER_REASON_TOO_LARGE -> TOO_LARGE;
            case DEAD_LETTER_REASON_UNSPECIFIED, UNRECOGNIZED -> UNSPECIFIED;
        };
    }
}
