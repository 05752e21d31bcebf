package io.walgateway.log.record;

import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.proto.v1.DeadLetterReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a record was given up, and after which attempts: {@code wal.v1.DeadLetter}.
 *
 * @param target       the target that did not accept it, by its name in the namespace's configuration
 * @param reason       why
 * @param lastError    the error of the last attempt; longer text is cut at {@value #ERROR_CHARS_MAX} characters
 * @param attempts     deliveries that were tried, at least 0
 * @param firstAttempt empty if there was no attempt, or if it is no longer known
 * @param lastAttempt  empty if there was no attempt
 * @param origin       where it was read, see {@link io.walgateway.core.queue.Lease#origin}
 */
public record DeadLetterNote(
        String target,
        DeadLetterReason reason,
        String lastError,
        int attempts,
        Optional<Instant> firstAttempt,
        Optional<Instant> lastAttempt,
        String origin) {

    /** An error is for a person to read; a long chain of them must not make a record too large for its queue. */
    public static final int ERROR_CHARS_MAX = 4096;

    /** The reason as a record has it. */
    public static DeadLetterReason reason(GiveUpReason reason) {
        return switch (reason) {
            case REJECTED -> DeadLetterReason.DEAD_LETTER_REASON_REJECTED;
            case ATTEMPTS_EXHAUSTED -> DeadLetterReason.DEAD_LETTER_REASON_ATTEMPTS_EXHAUSTED;
            case EXPIRED -> DeadLetterReason.DEAD_LETTER_REASON_EXPIRED;
            case MALFORMED -> DeadLetterReason.DEAD_LETTER_REASON_MALFORMED;
            case TOO_LARGE -> DeadLetterReason.DEAD_LETTER_REASON_TOO_LARGE;
        };
    }

    public DeadLetterNote {
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: >= 0)");
        }
        if (lastError.length() > ERROR_CHARS_MAX) {
            lastError = lastError.substring(0, ERROR_CHARS_MAX);
        }
    }
}
