package io.walgateway.plugin.cassandra.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.walgateway.core.message.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowChangeTest {

    @Test
    void shouldReadRow() throws PayloadException {
        RowChange change = RowChange.parse(Bytes.utf8("{\"id\": 1, \"name\": null}"));
        assertThat(change).isInstanceOfSatisfying(RowChange.Upsert.class, upsert -> {
            assertThat(upsert.columns()).containsOnlyKeys("id", "name");
            assertThat(upsert.ttlSecs()).isEmpty();
        });
    }

    @Test
    void shouldReadTtlBesideTheColumns() throws PayloadException {
        RowChange change = RowChange.parse(Bytes.utf8("{\"id\": 1, \"@ttl-secs\": 60}"));
        assertThat(change).isInstanceOfSatisfying(RowChange.Upsert.class, upsert -> {
            assertThat(upsert.columns()).containsOnlyKeys("id");
            assertThat(upsert.ttlSecs()).isEqualTo(OptionalInt.of(60));
        });
    }

    @Test
    void shouldReadDelete() throws PayloadException {
        RowChange change = RowChange.parse(Bytes.utf8("{\"@delete\": {\"id\": 1}}"));
        assertThat(change)
                .isInstanceOfSatisfying(
                        RowChange.Delete.class,
                        delete -> assertThat(delete.key()).containsOnlyKeys("id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                              | : [1] (expected: a JSON object, a row by its columns)
            {}                               | : {} (expected: at least the key columns of a row)
            {"@ttl-secs": 5}                 | : {"@ttl-secs":5} (expected: at least the key columns of a row)
            {"id": 1, "@ttl-secs": 0}        | /@ttl-secs: 0 (expected: seconds, 1 to 630720000)
            {"id": 1, "@ttl-secs": 630720001} | /@ttl-secs: 630720001 (expected: seconds, 1 to 630720000)
            {"id": 1, "@ttl-secs": 1.5}      | /@ttl-secs: 1.5 (expected: seconds, 1 to 630720000)
            {"id": 1, "@ttl-secs": "5"}      | /@ttl-secs: "5" (expected: seconds, 1 to 630720000)
            {"id": 1, "@tll": 5}             | /@tll: 5 (expected: an instruction that is known: @delete or @ttl-secs)
            {"@delete": {"id": 1}, "id": 2}  | /id: 2 (expected: nothing beside @delete)
            {"@delete": 1}                   | /@delete: 1 (expected: an object of key columns)
            {"@delete": {}}                  | /@delete: {} (expected: an object of key columns)
            null                             | : null (expected: a JSON object, a row by its columns)
            """)
    void shouldRefuseWithPathValueAndExpectation(String payload, String message) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> RowChange.parse(Bytes.utf8(payload)))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": 1
            not json
            {"id": 1} {"id": 2}
            """)
    void shouldRefuseWhatIsNotJson(String payload) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> RowChange.parse(Bytes.utf8(payload)))
                .withMessageStartingWith(": " + payload.length() + " bytes (expected: JSON, but ")
                .satisfies(refused -> assertThat(refused).message().doesNotContain("jackson", "JsonToken"));
    }

    @Test
    void shouldRefuseNoBytesAndBytesThatAreNoText() {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> RowChange.parse(Bytes.EMPTY))
                .withMessageContaining("no bytes");
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> RowChange.parse(Bytes.wrap(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2})));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": 1, "id": 2}               | /id
            {"id": 1, "\\u0069d": 2}         | /id
            {"id": 1, "m": {"a": 1, "a": 1}} | /m/a
            {"@delete": {"id": 1, "id": 2}}  | /@delete/id
            """)
    void shouldNameTheMemberThatStandsTwice(String payload, String pointer) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> RowChange.parse(Bytes.utf8(payload)))
                .withMessage(pointer + ": given twice (expected: one member of this name)");
    }

    @Test
    void shouldRefuseAnExponentThatNoDecimalHas() {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> RowChange.parse(Bytes.utf8("{\"id\": 1e9999999999}")))
                .withMessage("/id: a number (expected: an exponent within 10000)");
    }

    @Test
    void shouldRefuseDepthThatWouldExhaustTheStack() {
        String deep = "{\"id\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> RowChange.parse(Bytes.utf8(deep)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FF", "C080", "E08080", "EDA080", "F4908080", "F8888080", "C3"})
    void shouldRefuseWhatIsNotUtf8(String bytes) {
        Bytes payload = between("{\"id\": \"", HexFormat.of().parseHex(bytes), "\"}");

        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> RowChange.parse(payload))
                .withMessage(": " + payload.size() + " bytes (expected: JSON in UTF-8)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void shouldNotGuessTheEncoding(String encoding) {
        Bytes payload = Bytes.wrap("{\"id\": \"o-1\"}".getBytes(Charset.forName(encoding)));

        assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> RowChange.parse(payload));
    }

    @Test
    void shouldSkipAByteOrderMark() throws PayloadException {
        RowChange change = RowChange.parse(between("\ufeff{\"id\": \"", new byte[] {'o'}, "\"}"));

        assertThat(change)
                .isInstanceOfSatisfying(
                        RowChange.Upsert.class,
                        upsert -> assertThat(upsert.columns()).containsOnlyKeys("id"));
    }

    private static Bytes between(String before, byte[] bytes, String after) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        all.writeBytes(bytes);
        all.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return Bytes.wrap(all.toByteArray());
    }
}
