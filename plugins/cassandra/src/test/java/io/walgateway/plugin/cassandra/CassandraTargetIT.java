package io.walgateway.plugin.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.plugin.cassandra.cluster.LatestExpiry;
import io.walgateway.plugin.cassandra.row.RowChange;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CassandraTargetIT {
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = EARLY.plusNanos(1_000);

    private static CassandraBench bench;

    @BeforeAll
    static void open() {
        bench = new CassandraBench(Components.cassandra());
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void shouldUpsertAndDelete() {
        String table = bench.table("id int PRIMARY KEY, name text");
        assertDelivered(bench.deliver(table, "{\"id\": 1, \"name\": \"a\"}"));
        assertDelivered(bench.deliver(table, "{\"id\": 1, \"name\": \"b\"}"));
        assertThat(bench.json(table)).containsExactly("{\"id\": 1, \"name\": \"b\"}");
        assertDelivered(bench.deliver(table, "{\"@delete\": {\"id\": 1}}"));
        assertThat(bench.json(table)).isEmpty();
    }

    @Test
    void shouldLeaveAbsentColumnsAndClearThoseThatAreNull() {
        String table = bench.table("id int PRIMARY KEY, a text, b text");
        assertDelivered(bench.deliver(table, EARLY, "{\"id\": 1, \"a\": \"x\", \"b\": \"y\"}"));
        assertDelivered(bench.deliver(table, LATE, "{\"id\": 1, \"a\": null}"));
        assertThat(bench.json(table)).containsExactly("{\"id\": 1, \"a\": null, \"b\": \"y\"}");
    }

    @Test
    void shouldLetTheLaterWriteWinInEitherOrder() {
        String table = bench.table("id int PRIMARY KEY, name text");
        assertDelivered(bench.deliver(table, LATE, "{\"id\": 1, \"name\": \"late\"}"));
        assertDelivered(bench.deliver(table, EARLY, "{\"id\": 1, \"name\": \"early\"}"));
        assertDelivered(bench.deliver(table, EARLY, "{\"id\": 2, \"name\": \"early\"}"));
        assertDelivered(bench.deliver(table, LATE, "{\"id\": 2, \"name\": \"late\"}"));
        assertThat(bench.json(table))
                .containsExactlyInAnyOrder("{\"id\": 1, \"name\": \"late\"}", "{\"id\": 2, \"name\": \"late\"}");
    }

    @Test
    void shouldLetTheLaterOfWriteAndDeleteWinInEitherOrder() {
        String table = bench.table("id int PRIMARY KEY, name text");
        assertDelivered(bench.deliver(table, LATE, "{\"@delete\": {\"id\": 1}}"));
        assertDelivered(bench.deliver(table, EARLY, "{\"id\": 1, \"name\": \"early\"}"));
        assertDelivered(bench.deliver(table, LATE, "{\"id\": 2, \"name\": \"late\"}"));
        assertDelivered(bench.deliver(table, EARLY, "{\"@delete\": {\"id\": 2}}"));
        assertThat(bench.json(table)).containsExactly("{\"id\": 2, \"name\": \"late\"}");
    }

    @Test
    void shouldWriteTheWriteTimeInMicroseconds() {
        String table = bench.table("id int PRIMARY KEY, name text");
        assertDelivered(bench.deliver(table, LATE, "{\"id\": 1, \"name\": \"a\"}"));
        assertThat(bench.query("SELECT writetime(name) FROM %s", table)
                        .getFirst()
                        .getLong(0))
                .isEqualTo(1_767_225_600_000_001L);
    }

    @Test
    void shouldDeleteByTheBeginningOfTheKey() {
        String table = bench.table("a int, b int, c int, PRIMARY KEY (a, b, c)");
        for (String row : new String[] {"1, \"c\": 1", "1, \"c\": 2", "2, \"c\": 1"}) {
            assertDelivered(bench.deliver(table, EARLY, "{\"a\": 1, \"b\": " + row + "}"));
        }
        assertDelivered(bench.deliver(table, LATE, "{\"@delete\": {\"a\": 1, \"b\": 1}}"));
        assertThat(bench.json(table)).containsExactly("{\"a\": 1, \"b\": 2, \"c\": 1}");
        assertDelivered(bench.deliver(table, LATE, "{\"@delete\": {\"a\": 1}}"));
        assertThat(bench.json(table)).isEmpty();
    }

    @Test
    void shouldLetRowsExpire() {
        String table = bench.table("id int PRIMARY KEY, name text");
        assertDelivered(bench.deliver(table, "{\"id\": 1, \"name\": \"a\", \"@ttl-secs\": 3600}"));
        assertThat(bench.query("SELECT ttl(name) FROM %s", table).getFirst().getInt(0))
                .isBetween(3_000, 3_600);
        assertDelivered(bench.deliver(table, "{\"id\": 2, \"name\": \"b\", \"@ttl-secs\": 1}"));
        await().untilAsserted(() -> assertThat(bench.json(table)).hasSize(1));
    }

    /** The server's own refusal names the same moment. */
    @Test
    void shouldRejectWhatWouldExpireAfterTheLastMomentThatTheClusterCanStore() {
        String table = bench.table("id int PRIMARY KEY, name text");
        int ttl = RowChange.TTL_SECS_MAX;
        assertThatThrownBy(() -> bench.execute("INSERT INTO %s (id) VALUES (1) USING TTL " + ttl, table))
                .hasMessageContaining("exceeds maximum supported expiration date of "
                        + LatestExpiry.IN_31_BITS.toString().replace("Z", ""));
        assertRejected(
                bench.deliver(table, "{\"id\": 1, \"@ttl-secs\": " + ttl + "}"),
                "/@ttl-secs: " + ttl + " (expected: seconds that end by 2038-01-19T03:14:06Z");
        assertThat(bench.json(table)).isEmpty();
    }

    @Test
    void shouldRejectByItsOwnClock() {
        String table = bench.table("id int PRIMARY KEY");
        InstantSource anHourBefore = InstantSource.offset(
                InstantSource.system(), Duration.between(Instant.now(), LatestExpiry.IN_31_BITS.minusSeconds(3_600)));
        try (TargetClient client = bench.open(anHourBefore)) {
            assertDelivered(bench.deliver(client, table, "{\"id\": 1, \"@ttl-secs\": 3000}", anHourBefore));
            assertRejected(
                    bench.deliver(client, table, "{\"id\": 2, \"@ttl-secs\": 4000}", anHourBefore),
                    "/@ttl-secs: 4000 (expected: seconds that end by 2038-01-19T03:14:06Z");
        }
        assertThat(bench.json(table)).containsExactly("{\"id\": 1}");
    }

    @Test
    void shouldWriteEveryType() {
        String table = bench.table("id uuid PRIMARY KEY, t text, i int, b bigint, d double, f float, dec decimal,"
                + " v varint, bo boolean, ts timestamp, bl blob, ip inet, da date, ti time, si smallint, tn tinyint,"
                + " l list<int>, s set<text>, m map<text, bigint>, fl frozen<list<date>>");
        assertDelivered(bench.deliver(table, """
                {"id": "123e4567-e89b-42d3-a456-426614174000", "t": "é", "i": 1, "b": 2, "d": 1.5, "f": 2.5, "dec": 1.10,
                 "v": 12345678901234567890, "bo": true, "ts": "2026-01-31T12:00:00Z", "bl": "AAEC", "ip": "127.0.0.1",
                 "da": "2026-01-31", "ti": "12:00:00", "si": 3, "tn": 4, "l": [1, 2], "s": ["a"], "m": {"k": 1},
                 "fl": ["2026-01-31"]}
                """));
        assertThat(bench.json(table))
                .singleElement()
                .asString()
                .contains("\"t\": \"é\"", "\"i\": 1", "\"b\": 2", "\"d\": 1.5", "\"f\": 2.5", "\"dec\": 1.10")
                .contains("\"v\": 12345678901234567890", "\"bo\": true", "\"ts\": \"2026-01-31 12:00:00.000Z\"")
                .contains("\"bl\": \"0x000102\"", "\"ip\": \"127.0.0.1\"", "\"da\": \"2026-01-31\"")
                .contains("\"ti\": \"12:00:00.000000000\"", "\"si\": 3", "\"tn\": 4", "\"l\": [1, 2]")
                .contains("\"s\": [\"a\"]", "\"m\": {\"k\": 1}", "\"fl\": [\"2026-01-31\"]");
    }

    @Test
    void shouldWriteColumnsThatWereCreatedWithQuotes() {
        String table = bench.table("\"Id\" int PRIMARY KEY, \"select\" text");
        assertDelivered(bench.deliver(table, "{\"Id\": 1, \"select\": \"a\"}"));
        assertThat(bench.json(table)).containsExactly("{\"\\\"Id\\\"\": 1, \"select\": \"a\"}");
    }

    @Test
    void shouldRejectWhatNeverFitsAndWriteNothing() {
        String table = bench.table("id int PRIMARY KEY, name text");
        assertRejected(bench.deliver(table, "{\"id\": 1, \"nmae\": \"a\"}"), "/nmae: \"a\" (expected: a column of");
        assertRejected(bench.deliver(table, "{\"name\": \"a\"}"), "/id: absent (expected: a value");
        assertRejected(bench.deliver(table, "{\"id\": \"x\"}"), "/id: \"x\" (expected: an integer of 32 bits (int))");
        assertRejected(bench.deliver(table, "{\"id\": null}"), "/id: null (expected: a value");
        assertRejected(bench.deliver(table, "{\"id\": 1, \"@tll\": 1}"), "/@tll: 1 (expected: an instruction");
        assertRejected(bench.deliver(table, "nonsense"), "8 bytes (expected: JSON");
        assertRejected(bench.deliver(table, "[]"), "[] (expected: a JSON object");
        assertThat(bench.json(table)).isEmpty();
    }

    @Test
    void shouldRejectKeysThatCassandraItselfRefuses() {
        String table = bench.table("id text PRIMARY KEY");
        assertRejected(bench.deliver(table, "{\"id\": \"\"}"), "Key may not be empty");
    }

    @Test
    void shouldRejectWritesToCounters() {
        String table = bench.table("id int PRIMARY KEY, hits counter");
        assertRejected(bench.deliver(table, "{\"id\": 1, \"hits\": 1}"), "a table without counters");
    }

    @Test
    void shouldSayThatTheTableIsMissingAndDeliverOnceItIsThere() {
        String table = Components.uniqueName("later");
        assertThat(bench.deliver(table, "{\"id\": 1}"))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Absent.class,
                        absent -> assertThat(absent.why()).contains(table + " does not exist"));
        bench.execute("CREATE TABLE %s (id int PRIMARY KEY)", table);
        assertDelivered(bench.deliver(table, "{\"id\": 1}"));
    }

    @Test
    void shouldKnowColumnsFromTheMomentTheyAreAdded() {
        String table = bench.table("id int PRIMARY KEY");
        assertDelivered(bench.deliver(table, "{\"id\": 1}"));
        bench.execute("ALTER TABLE %s ADD name text", table);
        assertDelivered(bench.deliver(table, "{\"id\": 1, \"name\": \"a\"}"));
    }

    @Test
    void shouldFollowATableThatIsMadeAnewWithOtherTypes() {
        String table = bench.table("id int PRIMARY KEY, name text");
        assertDelivered(bench.deliver(table, "{\"id\": 1, \"name\": \"a\"}"));
        bench.execute("DROP TABLE %s", table);
        bench.execute("CREATE TABLE %s (id int PRIMARY KEY, name int)", table);
        assertDelivered(bench.deliver(table, "{\"id\": 1, \"name\": 7}"));
        assertThat(bench.json(table)).containsExactly("{\"id\": 1, \"name\": 7}");
        bench.execute("ALTER TABLE %s DROP name", table);
        assertRejected(bench.deliver(table, "{\"id\": 1, \"name\": 7}"), "/name: 7 (expected: a column of");
    }

    private static void assertDelivered(DeliveryOutcome outcome) {
        assertThat(outcome).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    private static void assertRejected(DeliveryOutcome outcome, String why) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Rejected.class,
                        rejected -> assertThat(rejected.why()).contains(why));
    }
}
