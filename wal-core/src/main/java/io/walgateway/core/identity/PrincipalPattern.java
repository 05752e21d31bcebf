package io.walgateway.core.identity;

import io.walgateway.core.text.SegmentPattern;
import java.util.List;
import java.util.Optional;

/**
 * Principals as access lists name them: an exact id, a pattern with at most one {@code *} in each segment between slashes,
 * or {@code *} alone for every principal. A {@code *} stands for any characters but a slash, also for none, so
 * {@code spiffe://example.com/ns/*}{@code /sa/writer} has exactly as many segments as the ids that it matches. Upper and
 * lower case differ, as in SPIFFE's paths.
 *
 * @param pattern see {@link #parse}
 */
public record PrincipalPattern(SegmentPattern pattern) {
    public static final String EXPECTED =
            "an id such as token:alice or spiffe://example.com/writer, with at most one * in"
                    + " each segment between slashes, or * for every principal; 1 to " + Principal.LENGTH_MAX
                    + " characters";

    /**
     * A pattern.
     *
     * @throws IllegalArgumentException if no principal can be named like this
     */
    public PrincipalPattern {
        if (!isLegal(pattern.text())) {
            throw new IllegalArgumentException("a pattern of principals that is none (expected: " + EXPECTED + ")");
        }
    }

    /**
     * A pattern.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public PrincipalPattern(String text) {
        this(new SegmentPattern(text));
    }

    /** Empty: the text is not a pattern. */
    public static Optional<PrincipalPattern> parse(String text) {
        return isLegal(text) ? SegmentPattern.parse(text).map(PrincipalPattern::new) : Optional.empty();
    }

    /** True if one of the patterns matches. */
    public static boolean anyMatches(List<PrincipalPattern> patterns, Principal principal) {
        for (PrincipalPattern pattern : patterns) {
            if (pattern.matches(principal)) {
                return true;
            }
        }
        return false;
    }

    /** True if the pattern names the principal. */
    public boolean matches(Principal principal) {
        return pattern.matches(principal.id());
    }

    /** As in an access list. */
    public String text() {
        return pattern.text();
    }

    private static boolean isLegal(String text) {
        return !text.isBlank()
                && text.length() <= Principal.LENGTH_MAX
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return text();
    }
}
