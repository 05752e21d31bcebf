package io.walgateway.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How lengths of time are written in documents and settings: {@code 100ms 5s 10m 2h 7d}, or ISO-8601. */
public final class Durations {
    public static final String EXPECTATION = "a duration such as 100ms, 5s, 10m, 2h, 7d or PT5S";

    private static final Pattern SHORT = Pattern.compile("(\\d{1,18})(ms|s|m|h|d)");

    private Durations() {}

    /** The length of time, which always fits into milliseconds; empty when the text is none. */
    public static Optional<Duration> parse(String text) {
        try {
            Matcher matcher = SHORT.matcher(text);
            Duration duration = matcher.matches()
                    ? Duration.ofMillis(
                            Math.multiplyExact(Long.parseLong(matcher.group(1)), millisOf(matcher.group(2))))
                    : Duration.parse(text);
            // Throws when it does not fit.
            var _ = duration.toMillis();
            return Optional.of(duration);
        } catch (ArithmeticException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The shortest text that {@link #parse} reads as this, to the millisecond. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            if (millis != 0 && millis % millisOf(unit) == 0) {
                return millis / millisOf(unit) + unit;
            }
        }
        return millis == 0 ? "0s" : millis + "ms";
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "d" -> 86_400_000;
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1_000;
            default -> 1;
        };
    }
}
