package io.walgateway.plugin.cassandra.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CellEncoderTest {
    private static final ProtocolVersion VERSION = ProtocolVersion.V5;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Map<String, DataType> TYPES = Map.ofEntries(
            Map.entry("text", DataTypes.TEXT),
            Map.entry("ascii", DataTypes.ASCII),
            Map.entry("boolean", DataTypes.BOOLEAN),
            Map.entry("tinyint", DataTypes.TINYINT),
            Map.entry("smallint", DataTypes.SMALLINT),
            Map.entry("int", DataTypes.INT),
            Map.entry("bigint", DataTypes.BIGINT),
            Map.entry("varint", DataTypes.VARINT),
            Map.entry("decimal", DataTypes.DECIMAL),
            Map.entry("double", DataTypes.DOUBLE),
            Map.entry("float", DataTypes.FLOAT),
            Map.entry("uuid", DataTypes.UUID),
            Map.entry("timeuuid", DataTypes.TIMEUUID),
            Map.entry("timestamp", DataTypes.TIMESTAMP),
            Map.entry("date", DataTypes.DATE),
            Map.entry("time", DataTypes.TIME),
            Map.entry("blob", DataTypes.BLOB),
            Map.entry("inet", DataTypes.INET),
            Map.entry("duration", DataTypes.DURATION),
            Map.entry("list<int>", DataTypes.listOf(DataTypes.INT)),
            Map.entry("set<text>", DataTypes.setOf(DataTypes.TEXT)),
            Map.entry("set<decimal>", DataTypes.setOf(DataTypes.DECIMAL)),
            Map.entry("set<double>", DataTypes.setOf(DataTypes.DOUBLE)),
            Map.entry("set<frozen<list<decimal>>>", DataTypes.setOf(DataTypes.listOf(DataTypes.DECIMAL, true))),
            Map.entry("map<decimal, int>", DataTypes.mapOf(DataTypes.DECIMAL, DataTypes.INT)),
            Map.entry("map<double, int>", DataTypes.mapOf(DataTypes.DOUBLE, DataTypes.INT)),
            Map.entry("map<varint, int>", DataTypes.mapOf(DataTypes.VARINT, DataTypes.INT)),
            Map.entry("map<timestamp, int>", DataTypes.mapOf(DataTypes.TIMESTAMP, DataTypes.INT)),
            Map.entry("map<int, text>", DataTypes.mapOf(DataTypes.INT, DataTypes.TEXT)),
            Map.entry("map<boolean, list<bigint>>", mapOfLists()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text      | "a \\u00e9"                     | 'a é'
            text      | ""                              | ''
            ascii     | "abc"                           | 'abc'
            boolean   | true                            | true
            tinyint   | -128                            | -128
            smallint  | 32767                           | 32767
            int       | 2147483647                      | 2147483647
            bigint    | -9223372036854775808            | -9223372036854775808
            bigint    | "9223372036854775807"           | 9223372036854775807
            varint    | 123456789012345678901234567890  | 123456789012345678901234567890
            decimal   | 0.1000000000000000000000001     | 0.1000000000000000000000001
            decimal   | "12.50"                         | 12.50
            double    | 0.1                             | 0.1
            double    | 3                               | 3.0
            float     | 1.5                             | 1.5
            uuid      | "123e4567-e89b-42d3-a456-426614174000" | 123e4567-e89b-42d3-a456-426614174000
            timeuuid  | "50554d6e-29bb-11e5-b345-feff819cdc9f" | 50554d6e-29bb-11e5-b345-feff819cdc9f
            timestamp | "2026-01-31T12:00:00.123Z"      | '2026-01-31T12:00:00.123Z'
            timestamp | "2026-01-31T13:00:00+01:00"     | '2026-01-31T12:00:00.000Z'
            timestamp | 1769860800000                   | '2026-01-31T12:00:00.000Z'
            date      | "2026-01-31"                    | '2026-01-31'
            time      | "12:00:00.5"                    | '12:00:00.500000000'
            blob      | "AAEC"                          | 0x000102
            inet      | "127.0.0.1"                     | '127.0.0.1'
            inet      | "::1"                           | '0:0:0:0:0:0:0:1'
            list<int> | [1, 2]                          | [1,2]
            list<int> | []                              | []
            set<text> | ["a", "b"]                      | {'a','b'}
            map<int, text> | {"1": "a"}                 | {1:'a'}
            map<int, text> | {"-1": "a", "0": "b"}      | {-1:'a',0:'b'}
            map<decimal, int> | {"1.50": 1}             | {1.50:1}
            double    | 0.30000000000000004             | 0.30000000000000004
            double    | 0.10000000000000001             | 0.1
            double    | 1.7976931348623157E308          | 1.7976931348623157E308
            double    | 5e-324                          | 4.9E-324
            double    | 1e23                            | 1.0E23
            double    | 9007199254740992                | 9.007199254740992E15
            float     | 0.1                             | 0.1
            float     | 16777216                        | 1.6777216E7
            date      | "-5877641-06-23"                | '-5877641-06-23'
            date      | "+5881580-07-11"                | '+5881580-07-11'
            timestamp | "2026-01-31T12:00Z"             | '2026-01-31T12:00:00.000Z'
            inet      | "2001:db8::7"                   | '2001:db8:0:0:0:0:0:7'
            blob      | ""                              | 0x
            bigint    | "0"                             | 0
            decimal   | "-1.5e3"                        | -1.5E+3
            map<boolean, list<bigint>> | {"true": [1, "2"]} | {true:[1,2]}
            """)
    void shouldEncode(String type, String json, String cql) throws PayloadException {
        TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type(type));
        var bytes = new CellEncoder(VERSION).encode("/c", node(json), type(type));
        assertThat(codec.format(codec.decode(bytes, VERSION))).isEqualTo(cql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text      | 1                      | /c: 1 (expected: a string of whole characters (text))
            text      | {"a": 1}               | /c: {"a":1} (expected: a string of whole characters (text))
            ascii     | "é"                    | /c: "é" (expected: a string of ASCII characters (ascii))
            boolean   | "true"                 | /c: "true" (expected: true or false (boolean))
            tinyint   | 128                    | /c: 128 (expected: an integer of 8 bits (tinyint))
            smallint  | -32769                 | /c: -32769 (expected: an integer of 16 bits (smallint))
            int       | 2147483648             | /c: 2147483648 (expected: an integer of 32 bits (int))
            int       | 1.5                    | /c: 1.5 (expected: an integer of 32 bits (int))
            int       | "1"                    | /c: "1" (expected: an integer of 32 bits (int))
            bigint    | 9223372036854775808    | /c: 9223372036854775808 (expected: an integer of 64 bits (bigint))
            bigint    | "x"                    | /c: "x" (expected: an integer of 64 bits (bigint))
            varint    | 1.5                    | /c: 1.5 (expected: an integer of at most 1000 digits (varint))
            double    | 1e999                  | /c: 1E+999 (expected: a number that double precision keeps (double))
            float     | 1e50                   | /c: 1E+50 (expected: a number that single precision keeps (float))
            uuid      | "1-2-3-4-5"            | /c: "1-2-3-4-5" (expected: a UUID (uuid))
            timeuuid  | "123e4567-e89b-42d3-a456-426614174000" | /c: "123e4567-e89b-42d3-a456-426614174000" (expected: a UUID of version 1 (timeuuid))
            date      | "2026-02-30"           | /c: "2026-02-30" (expected: a date such as 2026-01-31, -5877641-06-23 to +5881580-07-11 (date))
            time      | "25:00"                | /c: "25:00" (expected: a time of day such as 12:00:00.5 (time))
            blob      | "not base64!"          | /c: "not base64!" (expected: bytes in base64 (blob))
            inet      | "localhost"            | /c: "localhost" (expected: an IP address such as 127.0.0.1 or ::1 (inet))
            list<int> | 1                      | /c: 1 (expected: an array of int)
            list<int> | [1, "x"]               | /c/1: "x" (expected: an integer of 32 bits (int))
            list<int> | [null]                 | /c/0: null (expected: an integer of 32 bits (int))
            map<int, text> | [1]               | /c: [1] (expected: an object, as map<int, text>)
            map<int, text> | {"a/b": "x"}      | /c/a~1b: "a/b" (expected: an integer of 32 bits (int))
            map<int, text> | {"1": 2}          | /c/1: 2 (expected: a string of whole characters (text))
            duration  | "1d"                   | /c: "1d" (expected: no value: columns of type duration cannot be written through this target)
            """)
    void shouldRefuseWithPathValueAndExpectation(String type, String json, String message) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> new CellEncoder(VERSION).encode("/c", node(json), type(type)))
                .withMessage(message);
    }

    /** Each would be stored as something else than what is written, or has a second spelling. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text      | "\\ud800"
            text      | "a\\udc00b"
            ascii     | "\\ud800"
            boolean   | 1
            boolean   | "false"
            tinyint   | 1.0
            smallint  | 1e0
            int       | 1.0
            int       | "0x1"
            bigint    | "+1"
            bigint    | "01"
            bigint    | "-0"
            bigint    | " 1"
            bigint    | "١"
            bigint    | "1.0"
            bigint    | ""
            varint    | "+1"
            varint    | "00"
            varint    | "1e3"
            decimal   | "+1.5"
            decimal   | "01.5"
            decimal   | ".5"
            decimal   | "5."
            decimal   | "1.5 "
            decimal   | "1e999999999"
            decimal   | 1e999999999
            decimal   | 1e-10001
            decimal   | "NaN"
            decimal   | true
            double    | 12345678901234.123456789
            double    | 9007199254740993
            double    | 0.1000000000000000055
            double    | 1e-400
            double    | 1.8e308
            double    | "1.5"
            double    | "NaN"
            float     | 16777217
            float     | 0.123456789
            float     | 3.4028236e38
            float     | 1e-50
            uuid      | "+23e4567-e89b-42d3-a456-426614174000"
            uuid      | "123e4567-e89b-42d3-a456-42661417400g"
            uuid      | "123e4567e89b42d3a456426614174000"
            uuid      | "{23e4567-e89b-42d3-a456-426614174000"
            uuid      | "123e456-7e89b-42d3-a456-426614174000"
            timeuuid  | "+0554d6e-29bb-11e5-b345-feff819cdc9f"
            timestamp | "2026-01-31T12:00:00.123456Z"
            timestamp | "2026-01-31T12:00:00"
            timestamp | "2026-01-31"
            timestamp | "2026-02-29T12:00:00Z"
            timestamp | "2026-01-31T24:00:00Z"
            timestamp | "2026-01-31T12:00:60Z"
            timestamp | "2026-01-31t12:00:00z"
            timestamp | "+02026-01-31T12:00:00Z"
            timestamp | "1769860800000"
            timestamp | 1769860800000.5
            timestamp | 9223372036854775808
            date      | "+5881580-07-12"
            date      | "-5877641-06-22"
            date      | "+999999999-12-31"
            date      | "+2026-01-31"
            date      | "+02026-01-31"
            date      | "2026-1-31"
            date      | 20484
            time      | "12:00:00."
            time      | "24:00"
            time      | "12:00:00.1234567890"
            time      | "12"
            time      | "12:00:00Z"
            blob      | "QQ"
            blob      | "QR=="
            blob      | "Q Q="
            blob      | "QQ==\\n"
            blob      | "0x4"
            inet      | "1"
            inet      | "127.1"
            inet      | "127.0.0.01"
            inet      | "256.0.0.1"
            inet      | "[::1]"
            inet      | "fe80::1%eth0"
            inet      | "::ffff:127.0.0.1"
            inet      | ":"
            inet      | ""
            set<text> | ["a", "b", "a"]
            set<decimal> | [1, 1.0]
            set<decimal> | [1.50, "1.5"]
            set<double> | [1, 1.0]
            set<frozen<list<decimal>>> | [[1, 2], [1.0, 2]]
            map<int, text> | {"1": "a", "01": "b"}
            map<int, text> | {"+1": "a"}
            map<int, text> | {"1.0": "a"}
            map<int, text> | {"1e0": "a"}
            map<varint, int> | {"-0": 1}
            map<decimal, int> | {"1": 1, "1.0": 2}
            map<decimal, int> | {"1e1": 1, "10": 2}
            map<double, int> | {"1": 1, "1.0": 2}
            map<timestamp, int> | {"2026-01-31T12:00:00Z": 1, "2026-01-31T13:00:00+01:00": 2}
            """)
    void shouldRefuseWhatIsNotExactlyWhatIsWritten(String type, String json) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> new CellEncoder(VERSION).encode("/c", node(json), type(type)))
                .withMessageStartingWith("/c")
                .withMessageContaining("expected");
    }

    @Test
    void shouldTakeNumbersUpToTheirLimits() throws PayloadException {
        String digits = "9".repeat(NumberText.CHARACTERS_MAX);
        for (String type : List.of("varint", "decimal")) {
            assertThat(new CellEncoder(VERSION).encode("/c", node(digits), type(type)))
                    .isEqualTo(new CellEncoder(VERSION).encode("/c", node("\"" + digits + "\""), type(type)));
        }
        assertThat(new CellEncoder(VERSION).encode("/c", node("1e10000"), DataTypes.DECIMAL))
                .isNotNull();
    }

    @Test
    void shouldRefuseTimeThatIsNone() {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> new CellEncoder(VERSION).encode("/c", node("\"yesterday\""), DataTypes.TIMESTAMP))
                .withMessageStartingWith("/c: \"yesterday\" (expected: an ISO-8601 time such as");
    }

    @Test
    void shouldRefuseTimeOutOfRange() {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> new CellEncoder(VERSION)
                        .encode("/c", node("\"+999999999-01-01T00:00:00Z\""), DataTypes.TIMESTAMP))
                .withMessageStartingWith("/c: ");
    }

    @Test
    void shouldClearByNull() throws PayloadException {
        assertThat(new CellEncoder(VERSION).encode("/c", node("null"), DataTypes.INT))
                .isNull();
    }

    private static JsonNode node(String json) {
        return JSON.readTree(json);
    }

    private static DataType type(String name) {
        DataType type = TYPES.get(name);
        assertThat(type).as(name).isNotNull();
        return type;
    }

    private static DataType mapOfLists() {
        return DataTypes.mapOf(DataTypes.BOOLEAN, DataTypes.listOf(DataTypes.BIGINT));
    }
}
