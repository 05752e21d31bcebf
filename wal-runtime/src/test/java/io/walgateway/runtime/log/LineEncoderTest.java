package io.walgateway.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class LineEncoderTest {
    private static final String FORGED = "x\n2026-01-01T00:00:00.000Z WARN GAP: at least 7\r\u001b[31m\u2028\u202ey";
    private static final String HARMLESS =
            "x\\n2026-01-01T00:00:00.000Z WARN GAP: at least 7\\r\\u001b[31m\\u2028\\u202ey";

    private final Logger logger = new LoggerContext().getLogger("io.walgateway.config.catalog.Documents");
    private final LineEncoder encoder = new LineEncoder();
    private long nowMillis = 1_800_000_000_000L;

    @Test
    void shouldPrintTimeLevelLoggerMessageAndFields() {
        LoggingEvent event = event(Level.ERROR, "Expected {}, but it is not", null, "a document");
        event.addKeyValuePair(new KeyValuePair("namespace", "orders"));
        event.addKeyValuePair(new KeyValuePair("problems", List.of("/retry: 0 (expected: >= 1)")));

        assertThat(lines(event))
                .containsExactly(
                        "2027-01-15T08:00:00.000Z ERROR i.w.c.catalog.Documents Expected a document, but it is not"
                                + " namespace=orders problems=\"[/retry: 0 (expected: >= 1)]\"");
    }

    @Test
    void shouldPrintJsonWithTheMessageAsItReads() {
        encoder.setFormat("json");
        LoggingEvent event = event(Level.ERROR, "Expected \"{}\"", new IllegalStateException("why"), "orders");
        event.addKeyValuePair(new KeyValuePair("file", "orders.yaml"));

        assertThat(lines(event))
                .singleElement()
                .asString()
                .startsWith("{\"time\":\"2027-01-15T08:00:00Z\",\"level\":\"ERROR\","
                        + "\"logger\":\"io.walgateway.config.catalog.Documents\",\"thread\":\"")
                .contains("\"message\":\"Expected \\\"orders\\\"\",\"fields\":{\"file\":\"orders.yaml\"},"
                        + "\"exception\":[\"java.lang.IllegalStateException: why\",\"at ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldForgeNoLine(String format) {
        encoder.setFormat(format);
        LoggingEvent event = event(
                Level.WARN,
                "from outside: {}",
                new IllegalStateException(FORGED, new IllegalArgumentException(FORGED)),
                FORGED);
        event.addKeyValuePair(new KeyValuePair("key", FORGED));
        String printed = text(event);

        assertThat(printed.codePoints().filter(c -> (c != '\n' && c < ' ') || c == 0x2028 || c == 0x202e))
                .isEmpty();
        String escaped = format.equals("json") ? HARMLESS.replace("\\", "\\\\") : HARMLESS;
        assertThat(printed.split(Pattern.quote(escaped), -1)).hasSize(5);
        assertThat(printed.lines().skip(1)).allMatch(line -> line.startsWith("    "));
    }

    @Test
    void shouldCutWhatIsLong() {
        LoggingEvent event =
                event(Level.WARN, "{}", new IllegalStateException("e".repeat(1_000_000)), "m".repeat(1_000_000));
        event.addKeyValuePair(new KeyValuePair("key", "v".repeat(1_000_000)));

        assertThat(text(event).length()).isLessThan(15_000);
        assertThat(text(event)).contains("m... (996000 more characters)");
    }

    @Test
    void shouldSayHowManyLinesOfAKindWereLeftOut() {
        List<String> printed = new ArrayList<>();
        for (int line = 0; line < 10_000; line++) {
            printed.addAll(lines(event(Level.INFO, "refused: {}", null, "caller " + line)));
        }
        assertThat(printed).hasSize(LineQuota.BURST);
        assertThat(lines(event(Level.WARN, "another kind", null))).hasSize(1);

        nowMillis += 1000;
        assertThat(lines(event(Level.INFO, "refused: {}", null, "next")))
                .singleElement()
                .asString()
                .endsWith("refused: next leftOut=9900");
    }

    @Test
    void shouldSayWhatWasLeftOutAlsoWhenNoneOfItsKindComes() {
        for (int line = 0; line < LineQuota.BURST + 7; line++) {
            text(event(Level.INFO, "refused: {}", null, "caller " + line));
        }
        nowMillis += 20_000;

        assertThat(lines(event(Level.INFO, "another kind", null)))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("lines of one kind were left out leftOut=7"
                        + " kind=\"io.walgateway.config.catalog.Documents: refused: {}\"");
        assertThat(lines(event(Level.INFO, "another kind", null))).hasSize(1);
    }

    @Test
    void shouldBoundTheKinds() {
        for (int kind = 0; kind < 10 * LineQuota.KINDS_MAX; kind++) {
            text(event(Level.INFO, "made of " + kind, null));
        }
        assertThat(text(event(Level.INFO, "made of more", null))).isEmpty();
    }

    @Test
    void shouldLeaveOutNothingThatWasAskedFor() {
        for (int line = 0; line < 10 * LineQuota.BURST; line++) {
            assertThat(text(event(Level.DEBUG, "detail", null))).isNotEmpty();
        }
    }

    private LoggingEvent event(Level level, String message, @Nullable Throwable thrown, Object... arguments) {
        LoggingEvent event = new LoggingEvent("fqcn", logger, level, message, thrown, arguments);
        event.setTimeStamp(nowMillis);
        return event;
    }

    private List<String> lines(LoggingEvent event) {
        return text(event).lines().toList();
    }

    private String text(LoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
