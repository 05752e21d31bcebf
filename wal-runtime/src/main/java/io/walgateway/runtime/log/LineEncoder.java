package io.walgateway.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Writes a process's log. Text from outside is escaped in every part of a line; each part has a maximum length, and
 * each kind of line a maximum rate ({@link LineQuota}). The number of lines left out is logged with the next line of
 * their kind or, if there was none for a while, with the next line of any kind.
 */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];
    private static final long SILENCE_MILLIS = 10_000;

    private final LineQuota quota = new LineQuota();
    private LineFormat format = new TextFormat();

    /**
     * Called by logback's configuration.
     *
     * @param name {@code text} (the default) or {@code json}
     */
    public void setFormat(String name) {
        format = switch (name) {
            case "text" -> new TextFormat();
            case "json" -> new JsonFormat();
            default -> throw new IllegalArgumentException("log format: " + name + " (expected: text or json)");
        };
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        OptionalLong leftOut = quota.admit(event);
        if (leftOut.isEmpty()) {
            return NOTHING;
        }
        SequencedMap<String, String> fields = fields(event.getKeyValuePairs());
        if (leftOut.getAsLong() > 0) {
            fields.put("leftOut", Long.toString(leftOut.getAsLong()));
        }
        StringBuilder lines = new StringBuilder();
        quota.silentSince(event.getTimeStamp() - SILENCE_MILLIS)
                .forEach((kind, count) -> lines.append(format.line(note(event), left(kind, count))));
        return lines.append(format.line(event, fields)).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static SequencedMap<String, String> fields(@Nullable List<KeyValuePair> pairs) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        if (pairs != null) {
            pairs.forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
        }
        return fields;
    }

    private static SequencedMap<String, String> left(String kind, long count) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("leftOut", Long.toString(count));
        fields.put("kind", kind);
        return fields;
    }

    private static ILoggingEvent note(ILoggingEvent now) {
        LoggingEvent note = new LoggingEvent();
        note.setTimeStamp(now.getTimeStamp());
        note.setLevel(Level.INFO);
        note.setLoggerName(LineEncoder.class.getName());
        note.setThreadName(now.getThreadName());
        note.setMessage("lines of one kind were left out");
        return note;
    }
}
