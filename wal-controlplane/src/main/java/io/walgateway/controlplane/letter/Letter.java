package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A dead letter, without its record.
 *
 * @param id           counts imported letters
 * @param namespace    the namespace of the message
 * @param messageId    the id of the message, which keeps it when it is redriven
 * @param why          why the message was given up
 * @param key          the ordering key
 * @param writeTime    when the caller made the change
 * @param deadLettered when the message was appended to the dead-letter queue
 * @param payloadBytes the payload's size when the message was given up
 * @param edited       true if something in it was changed since
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
     * Why the message was given up, and after how many attempts.
     *
     * @param target   the target that did not accept it, by its name in the namespace
     * @param error    the error of the last attempt
     * @param attempts deliveries that were tried
     * @param origin   where the message was stored
     * @param region   the region where it was given up; empty text: the settings named no regions then
     */
    public record Cause(
            String target,
            LetterReason reason,
            String error,
            int attempts,
            Optional<Instant> firstAttempt,
            Optional<Instant> lastAttempt,
            String origin,
            String region) {}

    /**
     * How the letter was settled.
     *
     * @param action the bulk action that settled it; empty: it was settled individually
     */
    public record Settlement(Signature by, Instant at, Optional<Long> action) {}
}
