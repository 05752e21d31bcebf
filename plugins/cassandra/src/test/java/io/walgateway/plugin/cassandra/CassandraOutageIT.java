package io.walgateway.plugin.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.testkit.component.CassandraEndpoint;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node of its own, which is killed, hung and brought back. */
class CassandraOutageIT {
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);
    private static final int ROWS = 200;
    private static final int KILLED_AT = 50;

    private CassandraServer server;
    private CassandraBench bench;
    private String table;

    @BeforeEach
    void start() {
        server = Components.ownCassandra(Components.ownDirectory("cassandra"));
        bench = new CassandraBench(new CassandraEndpoint(server.contactPoint(), server.localDatacenter()));
        table = bench.table("id int PRIMARY KEY");
    }

    @AfterEach
    void stop() {
        bench.close();
        server.close();
    }

    @Test
    void shouldBeUnavailableWhileKilledAndDeliverSoonAfterItsReturn() {
        for (int id = 0; id < KILLED_AT; id++) {
            assertThat(deliver(id)).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        server.kill();
        for (int id = KILLED_AT; id < KILLED_AT + 20; id++) {
            assertThat(deliver(id)).isInstanceOf(DeliveryOutcome.Unavailable.class);
        }
        server.start();
        await().atMost(BACK_WITHIN).until(() -> deliver(KILLED_AT).equals(DeliveryOutcome.DELIVERED));
        for (int id = KILLED_AT; id < ROWS; id++) {
            assertThat(deliver(id)).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        await().atMost(BACK_WITHIN)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(ids())
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, ROWS).boxed().toList()));
    }

    @Test
    void shouldBeUnavailableWhileItHangsAndDeliverSoonAfterItGoesOn() {
        assertThat(deliver(0)).isEqualTo(DeliveryOutcome.DELIVERED);
        server.suspend();
        assertThat(deliver(1)).isInstanceOf(DeliveryOutcome.Unavailable.class);
        assertThat(deliver(1)).isInstanceOf(DeliveryOutcome.Unavailable.class);
        server.resume();
        await().atMost(BACK_WITHIN).until(() -> deliver(1).equals(DeliveryOutcome.DELIVERED));
    }

    @Test
    void shouldConnectByItselfWhenItWasAwayFromTheStart() {
        server.kill();
        try (var client = new CassandraTargetProvider()
                .open(CassandraBench.context(server.contactPoint(), server.localDatacenter()))) {
            assertThat(bench.deliver(client, table, "{\"id\": 1}")).isInstanceOf(DeliveryOutcome.Unavailable.class);
            server.start();
            await().atMost(BACK_WITHIN)
                    .until(() -> bench.deliver(client, table, "{\"id\": 1}").equals(DeliveryOutcome.DELIVERED));
        }
    }

    private List<Integer> ids() {
        return bench.query("SELECT id FROM %s", table).stream()
                .map(row -> row.getInt(0))
                .toList();
    }

    private DeliveryOutcome deliver(int id) {
        return bench.deliver(table, "{\"id\": " + id + "}");
    }
}
