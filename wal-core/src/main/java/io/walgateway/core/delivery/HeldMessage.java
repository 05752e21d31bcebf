package io.walgateway.core.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a message in hand.
 *
 * @param origin    where it was read, see {@link io.walgateway.core.queue.Lease#origin}
 * @param attempts  that have failed so far
 * @param since     when it came into this stage
 * @param heldSince when the core heard of it first
 * @param waitsFor  in words
 */
public record HeldMessage(
        UUID messageId,
        String origin,
        int attempts,
        String endpoint,
        Stage stage,
        Instant since,
        Instant heldSince,
        String waitsFor) {}
