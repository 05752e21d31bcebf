package io.walgateway.runtime.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.Principal;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Identifies callers by bearer tokens of an OpenID Connect issuer: {@code jwt:SUBJECT}. A token counts only with a signature
 * by one of the issuer's keys, with one of the asymmetric algorithms below, this issuer, this audience, a subject, and a
 * time of expiry that has not come.
 */
final class BearerTokens implements Authenticator {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    /** Keys without an id are tried one by one. */
    private static final int KEYS_TRIED_MAX = 5;

    private static final Identity ABSENT = new Identity.Absent();

    private final TokenClaims claims;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final VerifiedTokens verified = new VerifiedTokens();

    BearerTokens(IdentityTerms.Jwt terms, SigningKeys keys, InstantSource clock) {
        this.claims = new TokenClaims(terms);
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Identity identify(Presented presented) {
        Optional<String> token = Authorization.bearer(presented);
        if (token.isEmpty()) {
            return ABSENT;
        }
        if (token.get().length() > Authorization.TOKEN_CHARS_MAX) {
            return refused("the bearer token is longer than " + Authorization.TOKEN_CHARS_MAX + " characters");
        }
        Optional<JWKSet> present = keys.present();
        return present.isEmpty()
                ? refused("the keys of the issuer of bearer tokens are not known at present")
                : identify(token.get(), present.get());
    }

    private Identity identify(String token, JWKSet present) {
        Instant now = clock.instant();
        Optional<Principal> before = verified.find(token, present, now);
        if (before.isPresent()) {
            return new Identity.Known(before.get());
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            Optional<String> flaw = signatureFlaw(signed, present);
            if (flaw.isPresent()) {
                return refused(flaw.get());
            }
            JWTClaimsSet said = signed.getJWTClaimsSet();
            Optional<String> wrong = claims.flaw(said, now);
            return wrong.isPresent() ? refused(wrong.get()) : known(token, said, present);
        } catch (ParseException e) {
            return refused("the bearer token is not a signed JWT");
        } catch (JOSEException e) {
            return refused("the signature of the bearer token cannot be verified");
        }
    }

    private Identity known(String token, JWTClaimsSet said, JWKSet present) {
        Principal principal = claims.principal(said);
        verified.note(token, new VerifiedTokens.Verified(principal, claims.usableUntil(said), present));
        return new Identity.Known(principal);
    }

    private Optional<String> signatureFlaw(SignedJWT signed, JWKSet present) throws JOSEException {
        JWSHeader header = signed.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return Optional.of("the bearer token is signed with an algorithm that is not accepted");
        }
        List<JWK> candidates = new JWKSelector(JWKMatcher.forJWSHeader(header)).select(present);
        if (candidates.isEmpty()) {
            keys.want();
            return Optional.of("the bearer token is signed with a key that the issuer does not publish");
        }
        for (JWK key : candidates.subList(0, Math.min(candidates.size(), KEYS_TRIED_MAX))) {
            if (key instanceof AsymmetricJWK asymmetric
                    && signed.verify(
                            new DefaultJWSVerifierFactory().createJWSVerifier(header, asymmetric.toPublicKey()))) {
                return Optional.empty();
            }
        }
        return Optional.of("the signature of the bearer token is wrong");
    }

    private static Identity refused(String why) {
        return new Identity.Refused(why);
    }
}
