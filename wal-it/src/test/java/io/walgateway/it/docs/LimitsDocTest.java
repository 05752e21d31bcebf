package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.config.document.Reading;
import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.units.Durations;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each line of the page of limits says what the code has: its last column names the constant that holds the limit, and its
 * second column begins with that constant's value; for a key of the namespace document, a value that is refused in the
 * words of the second column.
 */
class LimitsDocTest {
    private static final String PAGE = "docs/limits.md";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (?!---)([^|]+) \\| ([^|]+) \\| ([^|]+) \\| `([\\w.]+)\\.(\\w+)` \\|$");
    private static final Pattern KEY_ROW =
            Pattern.compile("(?m)^\\| `([^`|]+)`(?:, each)? \\| ([^|]+) \\| `([^`|]+)` \\|$");
    private static final Pattern ANY_ROW = Pattern.compile("(?m)^\\| (?!---|input |key )");
    private static final Plugins NO_PLUGINS = new Plugins(Map.of(), Map.of());
    private static final int LINES_AT_LEAST = 40;

    private final Checkout checkout = Checkout.here();

    /** A row: what is limited, the limit, and the constant that holds it. */
    private record Line(String input, String limit, String type, String constant) {}

    @TestFactory
    Stream<DynamicTest> shouldSayWhatTheCodeHas() {
        return lines().stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.input(), () -> assertThat(line.limit()).startsWith(shown(value(line), line.limit()))));
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseInTheseWords() {
        return keys().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.group(1),
                        () -> assertThat(expectation(document(row.group(1), row.group(3))))
                                .isEqualTo(row.group(2).replaceAll("(?<=\\d),(?=\\d{3})", ""))));
    }

    @Test
    void shouldReadEachLine() {
        List<Line> lines = lines();
        assertThat(lines).hasSizeGreaterThan(LINES_AT_LEAST);
        assertThat(checkout.document(PAGE).find(ANY_ROW)).hasSize(lines.size() + keys().size());
    }

    private List<MatchResult> keys() {
        return checkout.document(PAGE).find(KEY_ROW);
    }

    /** Dotted keys are read like nested ones. */
    private static String document(String key, String value) {
        String config = key.startsWith("config.") ? member(key, value) : "";
        if (key.startsWith("target.")) {
            String type = key.equals("target.type") ? "" : ", \"type\": \"kafka\"";
            config = "\"target\": {" + member(key, value) + type + "}";
        }
        String beside = key.matches("(config|target)\\..*") ? "" : ", \"" + key + "\": " + value;
        return """
                {"persistence_configurations": {"persistence_configuration": [
                  {"physical_storage": {"type": "%s"}, "config": {%s}}]}%s}
                """.formatted(key.startsWith("config.queue.") ? "SQS" : "KAFKA", config, beside);
    }

    private static String member(String key, String value) {
        return "\"" + key.substring(key.indexOf('.') + 1) + "\": " + value;
    }

    private static String expectation(String document) {
        return switch (NamespaceDocument.read(document, NO_PLUGINS)) {
            case Reading.Valid _ -> throw new AssertionError("Expected a refusal of " + document);
            case Reading.NotJson broken -> throw new AssertionError("Expected a document, but " + broken);
            case Reading.Invalid(List<DocumentProblem> problems) ->
                problems.getFirst().expectation();
        };
    }

    private List<Line> lines() {
        return checkout.document(PAGE).find(ROW).stream()
                .map(row -> new Line(row.group(1), row.group(2), row.group(4), row.group(5)))
                .toList();
    }

    private Object value(Line line) throws ReflectiveOperationException {
        Field field = type(line.type()).getDeclaredField(line.constant());
        field.setAccessible(true);
        return field.get(null);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        List<Path> sources = checkout.files(path -> path.toString()
                .replace('\\', '/')
                .matches(".*src/main/java/io/walgateway/(.*/)?" + name.replace('.', '/') + "\\.java"));
        assertThat(sources).as("classes called " + name).hasSize(1);
        String path = sources.getFirst().toString().replace('\\', '/');
        return Class.forName(path.substring(path.indexOf("io/walgateway/"), path.length() - ".java".length())
                .replace('/', '.'));
    }

    /** The way of writing the value that the page uses; the first one where it uses none. */
    private static String shown(Object value, String limit) {
        List<String> ways = ways(value);
        return ways.stream()
                .filter(way -> limit.equals(way) || limit.startsWith(way + " ") || limit.startsWith(way + ","))
                .findFirst()
                .orElse(ways.getFirst());
    }

    private static List<String> ways(Object value) {
        List<String> ways = new ArrayList<>();
        switch (value) {
            case Number number -> {
                ways.add(String.format(Locale.ROOT, "%,d", number.longValue()));
                addBinary(ways, number.longValue(), 20, "MiB");
                addBinary(ways, number.longValue(), 10, "KiB");
            }
            case Duration duration -> ways.add("`" + Durations.format(duration) + "`");
            default -> ways.add(String.valueOf(value));
        }
        return ways;
    }

    private static void addBinary(List<String> ways, long value, int bits, String unit) {
        if (value % (1L << bits) == 0) {
            ways.add(String.format(Locale.ROOT, "%,d %s", value >> bits, unit));
        }
    }
}
