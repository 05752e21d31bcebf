package io.walgateway.core.units;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The only notation for durations in documents, settings, parameters, options and answers: {@code 100ms}, {@code 5s},
 * {@code 1h30m}, {@code 7d}. ISO-8601 ({@code PT5S}) is also read, and never printed.
 */
public final class Durations {
    public static final String EXPECTATION = "a duration such as 100ms, 5s, 1h30m, 7d or PT5S";

    private static final String NUMBER = "(\\d{1,18})";
    private static final Pattern SHORT = Pattern.compile("(?=\\d)(?:" + NUMBER + "d)?(?:" + NUMBER + "h)?(?:" + NUMBER
            + "m(?!s))?(?:" + NUMBER + "s)?(?:" + NUMBER + "ms)?");
    /** ISO-8601 for any sensible duration is shorter. */
    private static final int LENGTH_MAX = 100;

    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    private Durations() {}

    /** The duration, which always fits into milliseconds; empty if the text is not a duration. */
    public static Optional<Duration> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            Matcher matcher = SHORT.matcher(text);
            Duration duration = matcher.matches() ? Duration.ofMillis(millis(matcher)) : Duration.parse(text);
            // Throws if it does not fit.
            var _ = duration.toMillis();
            return Optional.of(duration);
        } catch (ArithmeticException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The duration, for a setting with bounds.
     *
     * @param path of the setting, for the refusal
     * @throws IllegalArgumentException naming the setting, its value and both bounds
     */
    public static Duration require(String path, String text, Duration min, Duration max) {
        return parse(text)
                .filter(given -> given.compareTo(min) >= 0 && given.compareTo(max) <= 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        path + ": " + text + " (expected: " + expectation(min, max) + ")"));
    }

    /** The expectation for a value with these bounds. */
    public static String expectation(Duration min, Duration max) {
        return EXPECTATION + ", " + format(min) + " to " + format(max);
    }

    /**
     * The text that {@link #parse} reads back as this duration, to the millisecond: {@code 1d3h46m39s}, {@code 100ms},
     * {@code 0s}.
     */
    public static String format(Duration duration) {
        long left = duration.toMillis();
        if (left == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(left < 0 ? "-" : "");
        for (int i = 0; i < UNITS.length; i++) {
            long amount = Math.abs(left / MILLIS[i]);
            left %= MILLIS[i];
            if (amount != 0) {
                text.append(amount).append(UNITS[i]);
            }
        }
        return text.toString();
    }

    private static long millis(Matcher amounts) {
        long millis = 0;
        for (int i = 0; i < MILLIS.length; i++) {
            String amount = amounts.group(i + 1);
            if (amount != null) {
                millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(amount), MILLIS[i]));
            }
        }
        return millis;
    }
}
