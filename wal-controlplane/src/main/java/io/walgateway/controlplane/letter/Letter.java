package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A dead letter, without its record.
 *
 * @param id           counts what was imported
 * @param namespace    whose message it is
 * @param messageId    that of the message, which it keeps when it is redriven
 * @param why          what it was given up for
 * @param key          the ordering key
 * @param writeTime    when the caller made the change
 * @param deadLettered when it came into the dead-letter queue
 * @param payloadBytes the payload's size as it was given up
 * @param edited       whether something in it was changed since
 * @param state        what has become of it
 * @param settlement   who redrove or discarded it; empty while it is open
 */
public record Letter(
        long id,
        String namespace,
        UUID messageId,
        Cause why,
        Bytes key,
        Instant writeTime,
        Instant deadLettered,
        int payloadBytes,
        boolean edited,
        LetterState state,
        Optional<Settlement> settlement) {

    /**
     * Why and after what it was given up.
     *
     * @param target   the target that did not take it, by its name in the namespace
     * @param error    what the last attempt ended with
     * @param attempts deliveries that were tried
     * @param origin   where the message lay
     */
    public record Cause(
            String target,
            LetterReason reason,
            String error,
            int attempts,
            Optional<Instant> firstAttempt,
            Optional<Instant> lastAttempt,
            String origin) {}

    /**
     * Its end.
     *
     * @param action the action that did it; empty: it was done alone
     */
    public record Settlement(Signature by, Instant at, Optional<Long> action) {}
}
