package io.walgateway.core.identity;

/**
 * The authenticated identity of a caller, as access lists name it. The prefix says how it was proved:
 *
 * <ul>
 *   <li>{@code spiffe://TRUST-DOMAIN/PATH}: the only URI name of a client certificate
 *   <li>{@code x509:SUBJECT}: the subject of a client certificate without a URI name, by RFC 2253
 *   <li>{@code jwt:SUBJECT}: the subject of a bearer token that a trusted issuer signed
 *   <li>{@code token:NAME}: the name of a static token
 * </ul>
 *
 * @param id 1 to {@link #LENGTH_MAX} printable characters without blanks at either end
 */
public record Principal(String id) {
    /** SPIFFE allows ids of 2,048 bytes; longer ones could not be shown in a letter or an audit line. */
    public static final int LENGTH_MAX = 512;

    /** @throws IllegalArgumentException if the id is empty, too long, or has characters that are not printable */
    public Principal {
        if (id.isBlank() || id.length() > LENGTH_MAX || !id.equals(id.strip()) || hasControls(id)) {
            throw new IllegalArgumentException("a principal of " + id.length() + " characters (expected: 1 to "
                    + LENGTH_MAX + " printable characters without blanks at either end)");
        }
    }

    @Override
    public String toString() {
        return id;
    }

    private static boolean hasControls(String id) {
        return id.chars().anyMatch(Character::isISOControl);
    }
}
