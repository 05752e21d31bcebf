package io.walgateway.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.walgateway.core.text.Printable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The machine-readable format: one JSON object with {@code time}, {@code level}, {@code logger}, {@code thread},
 * {@code message} (with its arguments filled in), and {@code fields} and {@code exception} if there are any.
 */
final class JsonFormat implements LineFormat {

    @Override
    public String line(ILoggingEvent event, SequencedMap<String, String> fields) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("time", quoted(Instant.ofEpochMilli(event.getTimeStamp()).toString()));
        members.put("level", quoted(event.getLevel().toString()));
        members.put("logger", quoted(event.getLoggerName()));
        members.put("thread", quoted(event.getThreadName()));
        members.put("message", quoted(String.valueOf(event.getFormattedMessage())));
        if (!fields.isEmpty()) {
            Map<String, String> values = new LinkedHashMap<>();
            fields.forEach((key, value) -> values.put(key, quoted(value)));
            members.put("fields", object(values));
        }
        if (event.getThrowableProxy() != null) {
            members.put(
                    "exception",
                    StackTrace.of(event).stream().map(JsonFormat::quoted).collect(Collectors.joining(",", "[", "]")));
        }
        return object(members) + "\n";
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Prints the escaped text, so that it stays harmless after the JSON has been parsed. */
    private static String quoted(String text) {
        String printable = Printable.of(text, CHARS_MAX);
        return '"' + printable.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
