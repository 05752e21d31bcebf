package io.walgateway.runtime.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a bearer token must say. Reasons name the claim, and none of its values. */
record TokenClaims(IdentityTerms.Jwt terms) {
    /** How far the clocks of issuer and process may differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    private static final String PREFIX = "jwt:";

    /** Empty: the claims are as they must be. */
    Optional<String> flaw(JWTClaimsSet claims, Instant now) {
        if (!terms.issuer().equals(claims.getIssuer())) {
            return flaw("is of another issuer (iss)");
        }
        if (!claims.getAudience().contains(terms.audience())) {
            return flaw("is for another audience (aud)");
        }
        Date expiry = claims.getExpirationTime();
        if (expiry == null) {
            return flaw("has no time of expiry (exp)");
        }
        if (!now.isBefore(expiry.toInstant().plus(SKEW))) {
            return flaw("has expired (exp)");
        }
        Date start = claims.getNotBeforeTime();
        if (start != null && now.isBefore(start.toInstant().minus(SKEW))) {
            return flaw("does not count yet (nbf)");
        }
        return isPrincipal(claims.getSubject()) ? Optional.empty() : flaw("has no usable subject (sub)");
    }

    /** Of claims without a flaw. */
    Principal principal(JWTClaimsSet claims) {
        return new Principal(PREFIX + claims.getSubject());
    }

    /** Of claims without a flaw. */
    Instant usableUntil(JWTClaimsSet claims) {
        return claims.getExpirationTime().toInstant().plus(SKEW);
    }

    private static boolean isPrincipal(@Nullable String subject) {
        return subject != null
                && !subject.isBlank()
                && subject.equals(subject.strip())
                && subject.length() <= Principal.LENGTH_MAX - PREFIX.length()
                && subject.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<String> flaw(String why) {
        return Optional.of("the bearer token " + why);
    }
}
