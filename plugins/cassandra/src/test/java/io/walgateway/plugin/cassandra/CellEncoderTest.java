package io.walgateway.plugin.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
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
            set<text> | ["a", "b", "a"]                 | {'a','b'}
            map<int, text> | {"1": "a"}                 | {1:'a'}
            map<boolean, list<bigint>> | {"true": [1, "2"]} | {true:[1,2]}
            """)
    void shouldEncode(String type, String json, String cql) throws PayloadException {
        TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type(type));
        var bytes = new CellEncoder(VERSION).encode("/c", node(json), type(type));
        assertThat(codec.format(codec.decode(bytes, VERSION))).isEqualTo(cql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text      | 1                      | /c: 1 (expected: a string (text))
            text      | {"a": 1}               | /c: {"a":1} (expected: a string (text))
            ascii     | "é"                    | /c: "é" (expected: a string of ASCII characters (ascii))
            boolean   | "true"                 | /c: "true" (expected: true or false (boolean))
            tinyint   | 128                    | /c: 128 (expected: an integer of 8 bits (tinyint))
            smallint  | -32769                 | /c: -32769 (expected: an integer of 16 bits (smallint))
            int       | 2147483648             | /c: 2147483648 (expected: an integer of 32 bits (int))
            int       | 1.5                    | /c: 1.5 (expected: an integer of 32 bits (int))
            int       | "1"                    | /c: "1" (expected: an integer of 32 bits (int))
            bigint    | 9223372036854775808    | /c: 9223372036854775808 (expected: an integer of 64 bits (bigint))
            bigint    | "x"                    | /c: "x" (expected: an integer of 64 bits (bigint))
            varint    | 1.5                    | /c: 1.5 (expected: an integer (varint))
            decimal   | "1e999999999"          | /c: "1e999999999" (expected: a number (decimal))
            decimal   | true                   | /c: true (expected: a number (decimal))
            double    | 1e999                  | /c: 1E+999 (expected: a number within double precision (double))
            float     | 1e50                   | /c: 1E+50 (expected: a number within single precision (float))
            uuid      | "1-2-3-4-5"            | /c: "1-2-3-4-5" (expected: a UUID (uuid))
            timeuuid  | "123e4567-e89b-42d3-a456-426614174000" | /c: "123e4567-e89b-42d3-a456-426614174000" (expected: a UUID of version 1 (timeuuid))
            date      | "2026-02-30"           | /c: "2026-02-30" (expected: a date such as 2026-01-31 (date))
            time      | "25:00"                | /c: "25:00" (expected: a time of day such as 12:00:00.5 (time))
            blob      | "not base64!"          | /c: "not base64!" (expected: bytes in base64 (blob))
            inet      | "localhost"            | /c: "localhost" (expected: an IP address (inet))
            list<int> | 1                      | /c: 1 (expected: an array of int)
            list<int> | [1, "x"]               | /c/1: "x" (expected: an integer of 32 bits (int))
            list<int> | [null]                 | /c/0: null (expected: an integer of 32 bits (int))
            map<int, text> | [1]               | /c: [1] (expected: an object, as map<int, text>)
            map<int, text> | {"a/b": "x"}      | /c/a~1b: "a/b" (expected: an integer of 32 bits (int))
            map<int, text> | {"1": 2}          | /c/1: 2 (expected: a string (text))
            duration  | "1d"                   | /c: "1d" (expected: no value: columns of type duration cannot be written through this target)
            """)
    void shouldRefuseWithPathValueAndExpectation(String type, String json, String message) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> new CellEncoder(VERSION).encode("/c", node(json), type(type)))
                .withMessage(message);
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
