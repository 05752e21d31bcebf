package io.walgateway.runtime.identity;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;

/** Where the public keys of an issuer come from. */
@FunctionalInterface
interface KeySource {
    /**
     * Fetches the keys; blocks, at most about 20 s.
     *
     * @throws IOException when the issuer does not answer, or the answer has no keys
     */
    JWKSet fetch() throws IOException, InterruptedException;
}
