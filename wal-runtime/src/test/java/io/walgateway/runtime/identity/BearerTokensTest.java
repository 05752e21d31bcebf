package io.walgateway.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.Principal;
import io.walgateway.runtime.identity.Authenticator.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokensTest {
    private static final IdentityTerms.Jwt TERMS =
            new IdentityTerms.Jwt("https://login.example.com", "wal", Optional.empty());
    private static final Principal ALICE = new Principal("jwt:alice");

    private static final RSAKey RSA = rsaKey();
    private static final RSAKey STRANGER = rsaKey();
    private static final ECKey EC = ecKey();

    private final MovableClock clock = new MovableClock();
    private JWKSet published = new JWKSet(List.of(RSA, EC)).toPublicJWKSet();
    private final SigningKeys keys = new SigningKeys(() -> published, clock);
    private final BearerTokens tokens = new BearerTokens(TERMS, keys, clock);

    @BeforeEach
    void fetch() {
        keys.tick();
    }

    @Test
    void shouldKnowTheSubjectOfASignedToken() throws JOSEException {
        assertThat(identify(rsa(claims -> claims))).isEqualTo(new Identity.Known(ALICE));
        assertThat(identify(signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(EC), claims())))
                .isEqualTo(new Identity.Known(ALICE));
        assertThat(identify(signed(JWSAlgorithm.PS384, "rsa", new RSASSASigner(RSA), claims())))
                .isEqualTo(new Identity.Known(ALICE));
    }

    @Test
    void shouldLeaveOtherSchemesToOthers() {
        assertThat(tokens.identify(new Presented(List.of(), Optional.empty(), Optional.empty())))
                .isEqualTo(new Identity.Absent());
        assertThat(tokens.identify(new Presented(List.of(), Optional.of("Basic abc"), Optional.empty())))
                .isEqualTo(new Identity.Absent());
    }

    @Test
    void shouldRefuseWrongSignatures() throws JOSEException {
        assertRefused(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(STRANGER), claims()), "signature");
        String good = rsa(claims -> claims);
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1), "not a signed JWT");
        String other = rsa(claims -> claims.subject("bob"));
        assertRefused(
                good.substring(0, good.indexOf('.'))
                        + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
                        + good.substring(good.lastIndexOf('.')),
                "signature");
    }

    @Test
    void shouldRefuseTokensWithoutASignature() {
        assertRefused(new PlainJWT(claims().build()).serialize(), "not a signed JWT");
    }

    /** A public key is no secret: a token that is signed with it as if it were one proves nothing. */
    @Test
    void shouldRefuseThePublicKeyAsASharedSecret() throws JOSEException {
        byte[] secret = RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        assertRefused(signed(JWSAlgorithm.HS256, "rsa", new MACSigner(secret), claims()), "algorithm");
    }

    @Test
    void shouldRefuseWhatTheClaimsDoNotAllow() throws JOSEException {
        assertRefused(rsa(claims -> claims.issuer("https://evil.example.com")), "another issuer");
        assertRefused(rsa(claims -> claims.issuer(null)), "another issuer");
        assertRefused(rsa(claims -> claims.audience("other")), "another audience");
        assertRefused(rsa(claims -> claims.audience((String) null)), "another audience");
        assertRefused(rsa(claims -> claims.expirationTime(null)), "no time of expiry");
        assertRefused(rsa(claims -> claims.expirationTime(in(Duration.ofMinutes(-1)))), "expired");
        assertRefused(rsa(claims -> claims.notBeforeTime(in(Duration.ofMinutes(1)))), "does not count yet");
        assertRefused(rsa(claims -> claims.subject(null)), "subject");
        assertRefused(rsa(claims -> claims.subject(" ")), "subject");
        assertRefused(rsa(claims -> claims.subject("a\nb")), "subject");
        assertRefused(rsa(claims -> claims.subject("a".repeat(600))), "subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJub25lIn0..", "....."})
    void shouldRefuseWhatIsNoToken(String text) {
        assertRefused(text, "not a signed JWT");
    }

    @Test
    void shouldRefuseEndlessTokens() {
        assertRefused("a".repeat(Authorization.TOKEN_CHARS_MAX + 1), "longer than");
    }

    @Test
    void shouldForgetAVerifiedTokenWhenItExpires() throws JOSEException {
        String token = rsa(claims -> claims);
        assertThat(identify(token)).isEqualTo(new Identity.Known(ALICE));
        clock.advance(Duration.ofMinutes(11));
        assertRefused(token, "expired");
    }

    @Test
    void shouldForgetAVerifiedTokenWhenItsKeyIsWithdrawn() throws JOSEException {
        String token = rsa(claims -> claims);
        assertThat(identify(token)).isEqualTo(new Identity.Known(ALICE));
        published = new JWKSet(EC).toPublicJWKSet();
        clock.advance(SigningKeys.REFRESH);
        keys.tick();
        assertRefused(token, "does not publish");
    }

    @Test
    void shouldShowNothingOfATokenThatItRefuses() throws JOSEException {
        String token = rsa(claims -> claims.audience("marked-secret"));
        assertThat(identify(token).toString())
                .doesNotContain("marked-secret")
                .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    }

    private void assertRefused(String token, String why) {
        assertThat(identify(token))
                .isInstanceOfSatisfying(
                        Identity.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
    }

    private Identity identify(String token) {
        return tokens.identify(new Presented(List.of(), Optional.of("Bearer " + token), Optional.empty()));
    }

    private String rsa(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(RSA), change.apply(claims()));
    }

    private static String signed(JWSAlgorithm algorithm, String key, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(TERMS.issuer())
                .audience(List.of("other", "wal"))
                .subject("alice")
                .expirationTime(in(Duration.ofMinutes(10)));
    }

    private Date in(Duration time) {
        return Date.from(clock.instant().plus(time));
    }

    private static RSAKey rsaKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
