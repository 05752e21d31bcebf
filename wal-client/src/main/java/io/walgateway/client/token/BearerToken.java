package io.walgateway.client.token;

import java.time.Duration;

/**
 * A bearer token, and how long it counts.
 *
 * @param value    as it is sent, without {@code Bearer}
 * @param lifetime how long it counts from now on, more than zero; what issuers call {@code expires_in}
 */
public record BearerToken(String value, Duration lifetime) {
    /** Of a token that does not expire. */
    public static final Duration FOR_EVER = Duration.ofDays(36_500);

    public BearerToken {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("a token that is empty or has blanks (expected: printable ASCII)");
        }
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("lifetime: " + lifetime + " (expected: more than zero)");
        }
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "BearerToken[lifetime=" + lifetime + "]";
    }
}
