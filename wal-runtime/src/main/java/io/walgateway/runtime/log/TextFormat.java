package io.walgateway.runtime.log;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.walgateway.core.text.Printable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * The human-readable format: time, level, logger, message, {@code key=value} pairs; below them the exception, indented.
 */
final class TextFormat implements LineFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int LOGGER_CHARS = 24;

    private final TargetLengthBasedClassNameAbbreviator shortened =
            new TargetLengthBasedClassNameAbbreviator(LOGGER_CHARS);

    @Override
    public String line(ILoggingEvent event, SequencedMap<String, String> fields) {
        StringBuilder line = new StringBuilder(200);
        line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(String.format(Locale.ROOT, " %-5s ", event.getLevel()))
                .append(shortened.abbreviate(event.getLoggerName()))
                .append(' ')
                .append(Printable.of(String.valueOf(event.getFormattedMessage()), CHARS_MAX));
        fields.forEach((key, value) ->
                line.append(' ').append(Printable.of(key)).append('=').append(quoted(Printable.of(value, CHARS_MAX))));
        line.append('\n');
        StackTrace.of(event).forEach(part -> line.append("    ").append(part).append('\n'));
        return line.toString();
    }

    private static String quoted(String value) {
        return value.isEmpty() || value.chars().anyMatch(c -> c == ' ' || c == '"' || c == '=')
                ? '"' + value.replace("\"", "\\\"") + '"'
                : value;
    }
}
