package io.walgateway.core.identity;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The proofs of identity that a process accepts, as its settings say. None: it is open to all who reach it.
 *
 * @param certificates of callers, where a port asks for them
 * @param tokensFile   names and hashes of static tokens
 * @param jwt          bearer tokens of an issuer
 */
public record IdentityTerms(Optional<Certificates> certificates, Optional<Path> tokensFile, Optional<Jwt> jwt) {
    public static final IdentityTerms OPEN = new IdentityTerms(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Client certificates, which the TLS handshake verifies.
     *
     * @param proxies by their own certificates: they may say, in {@code x-forwarded-client-cert}, who calls through them
     */
    public record Certificates(Set<Principal> proxies) {
        public Certificates {
            proxies = Set.copyOf(proxies);
        }
    }

    /**
     * Bearer tokens that an issuer signs (OpenID Connect).
     *
     * @param issuer   as tokens name it
     * @param audience must be among the audiences of a token
     * @param keys     where the issuer's public keys are; empty: as its discovery document says
     */
    public record Jwt(String issuer, String audience, Optional<URI> keys) {}

    /** True if some proof is accepted, and so required. */
    public boolean isRequired() {
        return certificates.isPresent() || tokensFile.isPresent() || jwt.isPresent();
    }
}
