package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.revision.Signature;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody did.
 *
 * @param what   such as {@code edit} or {@code redrive}
 * @param letter to which letter; empty: to several
 * @param action by which action; empty: alone
 * @param detail in a few words; never a payload
 */
public record AuditEntry(
        long id, String what, Optional<Long> letter, Optional<Long> action, String detail, Signature by, Instant at) {}
