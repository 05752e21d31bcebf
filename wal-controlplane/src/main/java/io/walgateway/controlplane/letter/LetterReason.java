package io.walgateway.controlplane.letter;

import io.walgateway.proto.v1.DeadLetterReason;
import java.util.Locale;

/** Why a message was given up, in the words of metrics and logs. */
public enum LetterReason {
    /** Whoever wrote it did not say, or said what is not known here. */
    UNSPECIFIED,
    REJECTED,
    ATTEMPTS_EXHAUSTED,
    EXPIRED,
    /** It is no record; the payload is what lay in the queue. */
    MALFORMED,
    /** It had to go to another queue, and none took a record of its size. */
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
