package io.walgateway.runtime.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a client certificate, as Envoy writes them into {@code x-forwarded-client-cert}: elements with commas, one
 * for each proxy on the way, the last one by the proxy that called us; pairs of key and value with semicolons. A value in
 * double quotes may contain each of these, and a double quote after a backslash. Keys are compared without regard to
 * case; those other than {@code URI} and {@code Subject} are not used.
 *
 * @param uris    all URI names
 * @param subject by RFC 2253, whose escapes are those of the header, too; empty text: none
 */
record ForwardedCertificate(List<String> uris, String subject) {
    /** Room for a whole certificate. */
    static final int CHARS_MAX = 16 << 10;

    /** One pair, and whether it ends its element; nothing may follow the end of a quote. Possessive: no backtracking. */
    private static final Pattern PAIR = Pattern.compile(
            "\\s*+([A-Za-z][A-Za-z0-9-]*+)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\",;]*+))\\s*+([;,]|$)", Pattern.DOTALL);

    ForwardedCertificate {
        uris = List.copyOf(uris);
    }

    /** @throws IllegalArgumentException saying what is wrong, without the header's contents */
    static ForwardedCertificate lastOf(String header) {
        if (header.length() > CHARS_MAX) {
            throw new IllegalArgumentException(header.length() + " characters (expected: at most " + CHARS_MAX + ")");
        }
        List<String> uris = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        Matcher pair = PAIR.matcher(header);
        boolean more = true;
        boolean begins = false;
        for (int at = 0; more; at = pair.end()) {
            if (!pair.find(at) || pair.start() != at) {
                throw new IllegalArgumentException(
                        "a part that is no pair (expected: Key=value;Key=\"value\", as Envoy writes it)");
            }
            if (begins) {
                uris.clear();
                subjects.clear();
            }
            String value = pair.group(2) == null ? pair.group(3).strip() : pair.group(2);
            switch (pair.group(1).toLowerCase(Locale.ROOT)) {
                case "uri" -> uris.add(value);
                case "subject" -> subjects.add(value);
                default -> {
                    // By, Hash, Cert, Chain, DNS, and those of later versions.
                }
            }
            begins = pair.group(4).equals(",");
            more = begins || pair.group(4).equals(";");
        }
        if (subjects.size() > 1) {
            throw new IllegalArgumentException("several subjects (expected: one at most)");
        }
        return new ForwardedCertificate(uris, String.join("", subjects));
    }
}
