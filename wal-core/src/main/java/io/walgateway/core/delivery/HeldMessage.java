package io.walgateway.core.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * The state of a held message.
 *
 * @param origin    where it was read, see {@link io.walgateway.core.queue.Lease#origin}
 * @param attempts  that have failed so far
 * @param since     when it entered this stage
 * @param heldSince when the core first received it
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
