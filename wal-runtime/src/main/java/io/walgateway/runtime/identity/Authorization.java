package io.walgateway.runtime.identity;

import java.util.Optional;

/** The bearer token in an {@code authorization} header (RFC 6750). */
final class Authorization {
    /** Beyond this, nobody's token is so long. */
    static final int TOKEN_CHARS_MAX = 16 << 10;

    private static final String BEARER = "bearer ";

    private Authorization() {}

    /** Empty: there is no header, or it has another scheme. */
    static Optional<String> bearer(Presented presented) {
        return presented
                .authorization()
                .filter(given -> given.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(given -> given.substring(BEARER.length()).strip());
    }
}
