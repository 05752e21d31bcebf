package io.walgateway.plugin.http.target;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a time in any of HTTP's three spellings. */
final class RetryAfter {
    static final Duration MAX = Duration.ofMinutes(10);
    static final Duration MIN = Duration.ofMillis(100);
    static final Duration DEFAULT = Duration.ofSeconds(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int SECONDS_DIGITS_MAX = 9;
    private static final int TEXT_CHARS_MAX = 64;
    private static final int CENTURY_AHEAD_YEARS = 50;
    private static final int CENTURY = 100;
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final Pattern RFC_850 = Pattern.compile("[A-Z][a-z]+day, [0-9]{2}-[A-Z][a-z]{2}-[0-9]{2} .*");

    private RetryAfter() {}

    /** The time to wait: within {@link #MIN} and {@link #MAX}; {@link #DEFAULT} where the text is absent or invalid. */
    static Duration of(Optional<String> text, Instant now) {
        return text.map(String::strip)
                .flatMap(stripped -> parse(stripped, now))
                .map(RetryAfter::bounded)
                .orElse(DEFAULT);
    }

    private static Duration bounded(Duration asked) {
        if (asked.compareTo(MIN) < 0) {
            return MIN;
        }
        return asked.compareTo(MAX) > 0 ? MAX : asked;
    }

    private static Optional<Duration> parse(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(text.length() > SECONDS_DIGITS_MAX ? MAX : Duration.ofSeconds(Integer.parseInt(text)));
        }
        if (text.length() > TEXT_CHARS_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.between(now, time(text, now)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant time(String text, Instant now) {
        if (RFC_850.matcher(text).matches()) {
            return ZonedDateTime.parse(text.substring(text.indexOf(',') + 2), rfc850(now))
                    .toInstant();
        }
        return text.indexOf(',') < 0
                ? LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC)
                : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
    }

    /** A two-digit year that would be more than 50 years ahead is in the past. */
    private static DateTimeFormatter rfc850(Instant now) {
        int base = now.atOffset(ZoneOffset.UTC).getYear() + CENTURY_AHEAD_YEARS - CENTURY + 1;
        return new DateTimeFormatterBuilder()
                .appendPattern("dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, base)
                .appendPattern(" HH:mm:ss z")
                .toFormatter(Locale.ROOT);
    }
}
