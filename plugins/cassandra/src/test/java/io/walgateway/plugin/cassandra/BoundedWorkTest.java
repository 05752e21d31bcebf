package io.walgateway.plugin.cassandra;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.cassandra.row.PayloadException;
import io.walgateway.plugin.cassandra.row.RowChange;
import io.walgateway.plugin.cassandra.row.RowStatement;
import io.walgateway.plugin.cassandra.row.TableShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Payloads whose conversion would take minutes, or exhaust the memory, are refused in the time that reading their bytes
 * takes. A generous bound, since machines differ; without the limits each of these takes several times as long.
 */
class BoundedWorkTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int MILLIONS_OF_DIGITS = 8_000_000;
    private static final TableShape TABLE = new TableShape(
            "shop.orders",
            List.of("id"),
            List.of(),
            List.of(),
            Map.ofEntries(
                    Map.entry("id", DataTypes.INT),
                    Map.entry("v", DataTypes.VARINT),
                    Map.entry("d", DataTypes.DECIMAL),
                    Map.entry("b", DataTypes.BIGINT),
                    Map.entry("f", DataTypes.DOUBLE),
                    Map.entry("da", DataTypes.DATE),
                    Map.entry("ti", DataTypes.TIME),
                    Map.entry("ts", DataTypes.TIMESTAMP),
                    Map.entry("ip", DataTypes.INET),
                    Map.entry("u", DataTypes.UUID),
                    Map.entry("m", map(DataTypes.VARINT)),
                    Map.entry("s", DataTypes.setOf(DataTypes.DECIMAL))));

    static Stream<String> poison() {
        String digits = "9".repeat(MILLIONS_OF_DIGITS);
        return Stream.of(
                "\"v\": \"" + digits + "\"",
                "\"v\": " + digits,
                "\"v\": -" + digits,
                "\"d\": \"" + digits + "\"",
                "\"d\": \"0." + digits + "\"",
                "\"d\": 0." + digits,
                "\"d\": 1e" + digits,
                "\"b\": \"" + digits + "\"",
                "\"f\": 0." + digits,
                "\"m\": {\"" + digits.substring(0, 60_000) + "\": 1, \"x\": " + digits + "}",
                "\"m\": {\"" + digits + "\": 1}",
                "\"s\": [\"1e-" + digits + "\"]",
                "\"da\": \"+" + digits + "\"",
                "\"ti\": \"12:00:00." + digits + "\"",
                "\"ts\": \"2026-01-31T12:00:00." + digits + "Z\"",
                "\"ip\": \"" + "1:".repeat(MILLIONS_OF_DIGITS) + "\"",
                "\"u\": \"" + digits + "\"",
                "\"s\": [" + "1,".repeat(MILLIONS_OF_DIGITS) + "1]",
                "\"s\": " + "[".repeat(MILLIONS_OF_DIGITS));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("poison")
    void shouldRefuseWithoutWorkingOnIt(String column) {
        Bytes payload = Bytes.utf8("{\"id\": 1, " + column + "}");
        assertTimeoutPreemptively(
                BOUND,
                () -> assertThatExceptionOfType(PayloadException.class)
                        .isThrownBy(() -> RowStatement.of(TABLE, RowChange.parse(payload), 1, ProtocolVersion.V5)));
    }

    private static DataType map(DataType key) {
        return DataTypes.mapOf(key, DataTypes.INT);
    }
}
