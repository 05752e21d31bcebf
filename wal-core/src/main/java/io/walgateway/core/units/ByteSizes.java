package io.walgateway.core.units;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The only notation for amounts of bytes: {@code 4096}, {@code 64KiB}, {@code 16MiB}, {@code 1GiB}. */
public final class ByteSizes {
    public static final String EXPECTATION = "a number of bytes such as 4096, 64KiB, 16MiB or 1GiB";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})(B|KiB|MiB|GiB)?");

    private ByteSizes() {}

    /** The number of bytes; empty if the text is not an amount. */
    public static Optional<Long> parse(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), bytesOf(matcher.group(2))));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /**
     * The number of bytes, for a setting with bounds.
     *
     * @param path of the setting, for the refusal
     * @throws IllegalArgumentException naming the setting, its value and both bounds
     */
    public static long require(String path, String text, long min, long max) {
        return parse(text)
                .filter(given -> given >= min && given <= max)
                .orElseThrow(() -> new IllegalArgumentException(
                        path + ": " + text + " (expected: " + expectation(min, max) + ")"));
    }

    /** The expectation for a value with these bounds. */
    public static String expectation(long min, long max) {
        return EXPECTATION + ", " + min + " to " + max;
    }

    private static long bytesOf(@Nullable String unit) {
        return switch (unit) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case null, default -> 1;
        };
    }
}
