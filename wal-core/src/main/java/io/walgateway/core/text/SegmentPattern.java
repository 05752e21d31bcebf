package io.walgateway.core.text;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text with at most one {@code *} in each segment between slashes; a {@code *} stands for any characters but a slash,
 * also for none. A {@code *} alone stands for every text.
 *
 * @param text at most {@link #LENGTH_MAX} characters
 */
public record SegmentPattern(String text) {
    public static final int LENGTH_MAX = 2_048;
    public static final String EXPECTED =
            "text with at most one * in each segment between slashes, or * for every text; at" + " most " + LENGTH_MAX
                    + " characters";

    private static final String ANY = "*";
    private static final Pattern SLASH = Pattern.compile("/");
    /** A path with these is another path than it seems. */
    private static final Pattern DETOUR =
            Pattern.compile("(?i)(?:^|[/\\\\])(?:\\.|%2e){1,2}(?:[/\\\\?#]|$)|\\\\|%2f|%5c");

    /**
     * A pattern.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public SegmentPattern {
        if (!isLegal(text)) {
            throw new IllegalArgumentException("a pattern that is none (expected: " + EXPECTED + ")");
        }
    }

    /** Empty: the text is not a pattern. */
    public static Optional<SegmentPattern> parse(String text) {
        return isLegal(text) ? Optional.of(new SegmentPattern(text)) : Optional.empty();
    }

    /** True if the pattern is {@code *} alone. */
    public boolean isAny() {
        return text.equals(ANY);
    }

    /** True if the pattern stands for the text, letter by letter. */
    public boolean matches(String given) {
        return text.equals(given) || isAny() || (text.contains(ANY) && matchesSegments(given));
    }

    /** True if the text, as a path, leads elsewhere than its segments say, for example by {@code ..}. */
    public static boolean hasDetour(String given) {
        return DETOUR.matcher(given).find();
    }

    private boolean matchesSegments(String given) {
        String[] patterns = SLASH.split(text, -1);
        String[] segments = SLASH.split(given, -1);
        if (patterns.length != segments.length) {
            return false;
        }
        for (int index = 0; index < patterns.length; index++) {
            if (!matchesSegment(patterns[index], segments[index])) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesSegment(String pattern, String segment) {
        int star = pattern.indexOf(ANY);
        if (star < 0) {
            return pattern.equals(segment);
        }
        String start = pattern.substring(0, star);
        String end = pattern.substring(star + 1);
        return segment.length() >= start.length() + end.length() && segment.startsWith(start) && segment.endsWith(end);
    }

    private static boolean isLegal(String text) {
        return text.length() <= LENGTH_MAX
                && SLASH.splitAsStream(text).allMatch(segment -> segment.indexOf(ANY) == segment.lastIndexOf(ANY));
    }

    @Override
    public String toString() {
        return text;
    }
}
