package io.walgateway.runtime.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proofs of identity that one request came with. Nothing of it has been checked but the certificates, which the TLS
 * handshake has verified against the trust bundle.
 *
 * @param certificates        of the connection, the caller's own first; empty without mutual TLS
 * @param authorization       the value of the {@code authorization} header or metadata
 * @param forwardedClientCert the value of {@code x-forwarded-client-cert}, which counts only from trusted proxies
 */
public record Presented(
        List<X509Certificate> certificates, Optional<String> authorization, Optional<String> forwardedClientCert) {
    public Presented {
        certificates = List.copyOf(certificates);
    }

    /**
     * The value of a field that came in several lines, which HTTP defines as one with commas. A proxy may add a line of
     * its own after those of its caller, and the last element counts.
     */
    public static Optional<String> joined(@Nullable Iterable<String> lines) {
        return Optional.ofNullable(lines)
                .filter(given -> given.iterator().hasNext())
                .map(given -> String.join(",", given));
    }
}
