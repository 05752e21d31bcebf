package io.walgateway.runtime.identity;

import io.walgateway.core.identity.Principal;
import java.util.Set;

/**
 * Knows callers by their client certificate: by its only URI name, which must be a SPIFFE id, or else by its subject.
 *
 * <p>A trusted proxy, such as Envoy, is no caller. Its callers are known by the certificate that the proxy has verified
 * and describes in {@code x-forwarded-client-cert}; without that header, they have shown no certificate. The header counts
 * from nobody else.
 */
public final class CertificateAuthenticator implements Authenticator {
    private static final Identity ABSENT = new Identity.Absent();

    private final Set<Principal> proxies;

    /** @param proxies the principals of the proxies whose header counts, by their own certificates */
    public CertificateAuthenticator(Set<Principal> proxies) {
        this.proxies = Set.copyOf(proxies);
    }

    @Override
    public Identity identify(Presented presented) {
        if (presented.certificates().isEmpty()) {
            return ABSENT;
        }
        Identity own = CertificateNames.of(presented.certificates().getFirst());
        return own instanceof Identity.Known(Principal principal) && proxies.contains(principal)
                ? presented
                        .forwardedClientCert()
                        .map(CertificateAuthenticator::forwarded)
                        .orElse(ABSENT)
                : own;
    }

    private static Identity forwarded(String header) {
        try {
            ForwardedCertificate last = ForwardedCertificate.lastOf(header);
            return CertificateNames.of(last.uris(), last.subject());
        } catch (IllegalArgumentException e) {
            return new Identity.Refused("x-forwarded-client-cert: " + e.getMessage());
        }
    }
}
