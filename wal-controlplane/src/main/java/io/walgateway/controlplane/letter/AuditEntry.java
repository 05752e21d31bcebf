package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.revision.Signature;
import java.time.Instant;
import java.util.Optional;

/**
 * One audited operation.
 *
 * @param what   such as {@code edit} or {@code redrive}
 * @param letter the letter that it was done to; empty: several
 * @param action the bulk action that did it; empty: it was not part of one
 * @param detail in a few words; never a payload
 */
public record AuditEntry(
        long id, String what, Optional<Long> letter, Optional<Long> action, String detail, Signature by, Instant at) {}
