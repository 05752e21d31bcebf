package io.walgateway.plugin.cassandra.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.walgateway.core.message.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowStatementTest {
    private static final TableShape TABLE = new TableShape(
            "shop.orders",
            List.of("shop", "day"),
            List.of("hour", "id"),
            List.of("owner"),
            Map.of(
                    "shop", DataTypes.TEXT,
                    "day", DataTypes.INT,
                    "hour", DataTypes.INT,
                    "id", DataTypes.INT,
                    "owner", DataTypes.TEXT,
                    "Total", DataTypes.INT));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"shop": "a", "day": 1, "hour": 2, "id": 3} | INSERT INTO shop.orders (day, hour, id, shop) VALUES (?, ?, ?, ?) USING TIMESTAMP ?
            {"id": 3, "hour": 2, "Total": null, "shop": "a", "day": 1} | INSERT INTO shop.orders ("Total", day, hour, id, shop) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?
            {"shop": "a", "day": 1, "hour": 2, "id": 3, "@ttl-secs": 5} | INSERT INTO shop.orders (day, hour, id, shop) VALUES (?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?
            {"shop": "a", "day": 1, "owner": "b"} | INSERT INTO shop.orders (day, owner, shop) VALUES (?, ?, ?) USING TIMESTAMP ?
            {"@delete": {"shop": "a", "day": 1, "hour": 2, "id": 3}} | DELETE FROM shop.orders USING TIMESTAMP ? WHERE day = ? AND hour = ? AND id = ? AND shop = ?
            {"@delete": {"shop": "a", "day": 1, "hour": 2}} | DELETE FROM shop.orders USING TIMESTAMP ? WHERE day = ? AND hour = ? AND shop = ?
            {"@delete": {"shop": "a", "day": 1}} | DELETE FROM shop.orders USING TIMESTAMP ? WHERE day = ? AND shop = ?
            """)
    void shouldWriteCql(String payload, String cql) throws PayloadException {
        RowStatement statement = statement(TABLE, payload);
        assertThat(statement.text().cql()).isEqualTo(cql);
        assertThat(statement.values()).hasSize(cql.replaceAll("[^?]", "").length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"shop": "a", "day": 1, "hour": 2, "id": 3, "x": 1} | /x: 1 (expected: a column of shop.orders: Total, day, hour, id, owner, shop)
            {"shop": "a", "hour": 2, "id": 3} | /day: absent (expected: a value: it is part of the key shop, day, hour, id)
            {"shop": "a", "day": 1, "hour": 2} | /id: absent (expected: a value: it is part of the key shop, day, hour, id)
            {"shop": "a", "day": 1} | /hour: absent (expected: a value: it is part of the key shop, day, hour, id)
            {"shop": "a", "day": 1, "owner": "b", "hour": 1} | /id: absent (expected: a value: it is part of the key shop, day, hour, id)
            {"shop": null, "day": 1, "hour": 2, "id": 3} | /shop: null (expected: a value: it is part of the key)
            {"shop": "a", "day": "1", "hour": 2, "id": 3} | /day: "1" (expected: an integer of 32 bits (int))
            {"@delete": {"shop": "a"}} | /@delete/day: absent (expected: a value: it is part of the key shop, day, hour, id)
            {"@delete": {"shop": "a", "day": 1, "id": 3}} | /@delete/hour: absent (expected: a value: it is part of the key shop, day, hour, id)
            {"@delete": {"shop": "a", "day": 1, "owner": "b"}} | /@delete/owner: "b" (expected: key columns only: shop, day, hour, id)
            {"@delete": {"shop": "a", "day": null}} | /@delete/day: null (expected: a value: it is part of the key)
            """)
    void shouldRefuseWhatDoesNotFitTheTable(String payload, String message) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> statement(TABLE, payload))
                .withMessage(message);
    }

    @Test
    void shouldRefuseTablesThatHoldCounters() {
        TableShape counters = new TableShape(
                "shop.hits",
                List.of("id"),
                List.of(),
                List.of(),
                Map.of("id", DataTypes.INT, "hits", DataTypes.COUNTER));
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> statement(counters, "{\"id\": 1, \"hits\": 1}"))
                .withMessageContaining("a table without counters");
    }

    @Test
    void shouldWriteTheTimestampInItsPlace() throws PayloadException {
        RowStatement insert = statement(TABLE, "{\"shop\": \"a\", \"day\": 1, \"owner\": \"b\"}");
        assertThat(insert.values().getLast().getLong(0)).isEqualTo(1_000);
        RowStatement delete = statement(TABLE, "{\"@delete\": {\"shop\": \"a\", \"day\": 1}}");
        assertThat(delete.values().getFirst().getLong(0)).isEqualTo(1_000);
    }

    private static RowStatement statement(TableShape table, String payload) throws PayloadException {
        return RowStatement.of(table, RowChange.parse(Bytes.utf8(payload)), 1_000, ProtocolVersion.V5);
    }
}
