package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.NO_PLUGINS;
import static io.walgateway.config.document.Documents.problems;
import static io.walgateway.config.document.Documents.withConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.document.node.DocumentProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                              | 1 | empty",
                "{\"a\": }                       | 1 | Unexpected character",
                "{\"a\": 1                       | 1 | Unexpected end-of-input",
                "{\"a\": 1} {}                   | 1 | more than one value",
                "{\"a\": NaN}                    | 1 | NaN",
                "{\"a\": Infinity}               | 1 | Inf",
                "{\"a\": 1,, \"b\": 2}           | 1 | Unexpected character",
                "{'a': 1}                        | 1 | Unexpected character",
                "{\"a\": 01}                     | 1 | Leading zeroes",
                "garbage                         | 1 | garbage",
                "\"a\": }                        | 1 | Unexpected character",
            })
    void shouldSayWhereAndWhyItIsNotJson(String text, int line, String why) {
        Reading.NotJson broken = broken(NamespaceDocument.read(text, NO_PLUGINS));
        assertThat(broken.why()).contains(why).doesNotContain("REDACTED", "jackson", "JsonToken");
        assertThat(broken.line()).isEqualTo(line);
        assertThat(broken.column()).isPositive();
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        String bomb = "[".repeat(500_000);
        assertThat(broken(NamespaceDocument.read(bomb, NO_PLUGINS)).why()).contains("64");
        assertThat(broken(NamespaceDocument.read("{\"a\":".repeat(150_000), NO_PLUGINS))
                        .why())
                .contains("64");
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        String huge = withConfig("\"context\": \"" + "x".repeat(10 << 20) + "\"");
        assertThat(problems(huge)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEmpty();
            assertThat(problem.expectation()).isEqualTo("at most 1048576 bytes");
        });
    }

    @Test
    void shouldRefuseANumberThatIsTooLong() {
        String text = "{\"shard\": " + "9".repeat(100_000) + "}";
        assertThat(broken(NamespaceDocument.read(text, NO_PLUGINS)).why()).contains("Number");
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        byte[] bytes = "{\"shard\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(broken(NamespaceDocument.read(bytes, NO_PLUGINS)).why()).contains("UTF-8");
    }

    @Test
    void shouldReadPastAByteOrderMark() {
        assertThat(NamespaceDocument.read("\uFEFF" + withConfig(""), NO_PLUGINS))
                .isInstanceOf(Reading.Valid.class);
    }

    @Test
    void shouldRefuseYamlThatIsAmbiguous() {
        assertThat(brokenYaml("a: &x text\nb: *x\n").why()).contains("alias");
        assertThat(brokenYaml("a: [1\n").line()).isPositive();
        assertThat(brokenYaml("").why()).contains("empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1, "a": 2}                             | /a
            {"shard": "a", "\\u0073hard": "b"}           | /shard
            {"a": [{"b/c": {"x": 1, "x": {"y": 2}}}]}    | /a/0/b~1c/x
            """)
    void shouldNameTheMemberThatStandsTwice(String json, String pointer) {
        assertThat(problems(json)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.expectation()).isEqualTo("one member of this name");
        });
        assertThat(problems(NamespaceDocument.readYaml(json.getBytes(StandardCharsets.UTF_8), NO_PLUGINS)))
                .extracting(DocumentProblem::pointer)
                .containsExactly(pointer);
    }

    @Test
    void shouldNameTheMemberThatStandsTwiceWithoutBracesAround() {
        assertThat(problems("\"shard\": \"a\", \"shard\": \"b\""))
                .extracting(DocumentProblem::pointer)
                .containsExactly("/shard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.00000000000000000001", "1e400", "1e9999999999", "-1e9999999999"})
    void shouldRefuseANumberThatWouldLoseDigits(String number) {
        String json = withConfig("").replaceFirst("\\{", "{\"retry\": {\"backoff.multiplier\": " + number + "},");
        Reading reading = NamespaceDocument.read(json, NO_PLUGINS);
        assertThat(reading).isNotInstanceOf(Reading.Valid.class);
        assertThat(reading.toString()).containsAnyOf("/retry/backoff.multiplier", "Number out of range");
    }

    @Test
    void shouldCarryNumbersAsTheyWereWritten() {
        String json = withConfig("\"target\": {\"type\": \"x\", \"big\": 12345678901234.123456789, \"two\": 1.10}");
        assertThat(NamespaceDocument.read(json, NO_PLUGINS))
                .isInstanceOfSatisfying(
                        Reading.Valid.class,
                        valid -> assertThat(valid.document().toJson()).contains("12345678901234.123456789", "1.10"));
    }

    @Test
    void shouldRefuseNotANumberInYaml() {
        byte[] yaml =
                "persistence_configurations: {persistence_configuration: [{physical_storage: {type: KAFKA}}]}\nretry: {jitter: .nan}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(problems(NamespaceDocument.readYaml(yaml, NO_PLUGINS)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/retry/jitter"));
    }

    private static Reading.NotJson brokenYaml(String yaml) {
        return broken(NamespaceDocument.readYaml(yaml.getBytes(StandardCharsets.UTF_8), NO_PLUGINS));
    }

    private static Reading.NotJson broken(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.NotJson.class);
        return (Reading.NotJson) reading;
    }
}
