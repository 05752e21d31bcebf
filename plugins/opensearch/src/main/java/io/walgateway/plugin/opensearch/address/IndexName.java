package io.walgateway.plugin.opensearch.address;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an index, or of one index for each period: {@code orders-{write-date:yyyy.MM}}. The period is that of the
 * write time in UTC, so each delivery of a message goes to the same index.
 *
 * @param before the name, or its part before the date
 * @param date   the date's format, if there is one
 * @param after  the part after the date
 */
public record IndexName(String before, Optional<DateTimeFormatter> date, String after) {
    static final int BYTES_MAX = 255;

    private static final Pattern SHAPE =
            Pattern.compile("([^{}]*)(?:\\{write-date:((?:yyyy|MM|dd|HH|[._-])+)}([^{}]*))?");
    private static final Pattern ILLEGAL = Pattern.compile("[\\\\/*?\"<>|\\s,#:\\p{Cntrl}]");
    private static final Instant SAMPLE = Instant.parse("2026-01-31T12:00:00Z");

    /** Reads a text in which {@link #expectation} finds no fault. */
    static IndexName of(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException("index: " + text + " (expected: a checked one)");
        }
        String format = shape.group(2);
        return new IndexName(
                shape.group(1),
                Optional.ofNullable(format)
                        .map(given ->
                                DateTimeFormatter.ofPattern(given, Locale.ROOT).withZone(ZoneOffset.UTC)),
                format == null ? "" : shape.group(3));
    }

    /** What was expected instead; empty: the text is a name. */
    static Optional<String> expectation(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.of("a name, with at most one {write-date:FORMAT}, its format of yyyy MM dd HH . _ -");
        }
        String sample = of(text).at(SAMPLE);
        if (!sample.equals(sample.toLowerCase(Locale.ROOT))) {
            return Optional.of("lower case");
        }
        if (sample.isEmpty() || sample.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            return Optional.of("1 to " + BYTES_MAX + " bytes");
        }
        if (ILLEGAL.matcher(sample).find()) {
            return Optional.of("none of \\ / * ? \" < > | , # : and no space");
        }
        return "-_+".indexOf(sample.charAt(0)) >= 0 || sample.equals(".") || sample.equals("..")
                ? Optional.of("a name that does not begin with - _ +, and is not . or ..")
                : Optional.empty();
    }

    /** True if all messages go to the same index. */
    public boolean isFixed() {
        return date.isEmpty();
    }

    /** The index of a message that was written at this time. */
    public String at(Instant writeTime) {
        return date.map(format -> before + format.format(writeTime) + after).orElse(before);
    }
}
