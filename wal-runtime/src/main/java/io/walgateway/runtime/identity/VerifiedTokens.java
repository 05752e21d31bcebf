package io.walgateway.runtime.identity;

import com.nimbusds.jose.jwk.JWKSet;
import io.walgateway.core.identity.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bearer tokens that were verified last, by their hashes: callers present the same token with each request, and
 * verifying a signature costs far more than a hash. Safe for any number of threads.
 */
final class VerifiedTokens {
    static final int TOKENS_MAX = 10_000;

    private final Map<ByteBuffer, Verified> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
            return size() > TOKENS_MAX;
        }
    };

    /**
     * A token that was verified.
     *
     * @param until when it has expired
     * @param keys  with which it was verified; with others it must be verified again
     */
    record Verified(Principal principal, Instant until, JWKSet keys) {}

    /** Empty: the token must be verified. */
    Optional<Principal> find(String token, JWKSet keys, Instant now) {
        ByteBuffer hash = hash(token);
        synchronized (tokens) {
            Verified found = tokens.get(hash);
            return found != null && isSame(found.keys, keys) && now.isBefore(found.until)
                    ? Optional.of(found.principal)
                    : Optional.empty();
        }
    }

    void note(String token, Verified verified) {
        ByteBuffer hash = hash(token);
        synchronized (tokens) {
            tokens.put(hash, verified);
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(JWKSet one, JWKSet other) {
        return one == other;
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
