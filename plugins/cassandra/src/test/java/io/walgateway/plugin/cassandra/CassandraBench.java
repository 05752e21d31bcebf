package io.walgateway.plugin.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.plugin.cassandra.cluster.ClusterSettings;
import io.walgateway.plugin.cassandra.cluster.DriverSettings;
import io.walgateway.testkit.component.CassandraEndpoint;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A keyspace of one's own, a session that looks into it, and the target under test. */
public final class CassandraBench implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String keyspace = Components.uniqueName("ks");
    private final CqlSession session;
    private final PluginContext context;
    private final TargetClient client;

    CassandraBench(CassandraEndpoint endpoint) {
        session = CqlSession.builder()
                .addContactPoint(endpoint.contactPoint())
                .withLocalDatacenter(endpoint.localDatacenter())
                .withConfigLoader(DriverSettings.loader(settings(endpoint), "bench"))
                .build();
        session.execute("CREATE KEYSPACE " + keyspace
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        context = context(endpoint.contactPoint(), endpoint.localDatacenter());
        client = new CassandraTargetProvider().open(context);
    }

    /** Another client, by another clock. */
    TargetClient open(InstantSource clock) {
        return new CassandraTargetProvider().open(new PluginContext(context.settings(), clock, "test"));
    }

    public static PluginContext context(InetSocketAddress contactPoint, String localDatacenter) {
        return new PluginContext(
                Map.of(
                        "clusters.default.contact-points",
                        contactPoint.getHostString() + ":" + contactPoint.getPort(),
                        "clusters.default.local-datacenter",
                        localDatacenter),
                CLOCK,
                "test");
    }

    /** A new table with these columns. */
    String table(String columns) {
        String table = Components.uniqueName("t");
        session.execute("CREATE TABLE " + keyspace + "." + table + " (" + columns + ")");
        return table;
    }

    TargetAddress address(String table) {
        return new TargetAddress(ClusterSettings.TYPE, Map.of("keyspace", keyspace, "table", table));
    }

    void execute(String cql, String table) {
        session.execute(cql.formatted(keyspace + "." + table));
    }

    List<Row> rows(String table) {
        return session.execute("SELECT JSON * FROM " + keyspace + "." + table).all();
    }

    /** Every row as Cassandra's own JSON. */
    List<String> json(String table) {
        return rows(table).stream().map(row -> row.getString(0)).toList();
    }

    List<Row> query(String cql, String table) {
        return session.execute(cql.formatted(keyspace + "." + table)).all();
    }

    DeliveryOutcome deliver(String table, Instant writeTime, String payload) {
        return deliver(client, table, writeTime, payload);
    }

    /** Through another client than the bench's own. */
    DeliveryOutcome deliver(TargetClient other, String table, String payload) {
        return deliver(other, table, CLOCK.instant(), payload);
    }

    private DeliveryOutcome deliver(TargetClient through, String table, Instant writeTime, String payload) {
        var message = Messages.message().payload(payload).writeTime(writeTime).build();
        try {
            return through.target(address(table))
                    .deliver(new DeliveryAttempt(message, 1, CLOCK.instant().plus(PATIENCE)));
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** By the clock that the client has. */
    DeliveryOutcome deliver(TargetClient other, String table, String payload, InstantSource clock) {
        var message =
                Messages.message().payload(payload).writeTime(CLOCK.instant()).build();
        try {
            return other.target(address(table))
                    .deliver(new DeliveryAttempt(message, 1, clock.instant().plus(PATIENCE)));
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    DeliveryOutcome deliver(String table, String payload) {
        return deliver(table, CLOCK.instant(), payload);
    }

    @Override
    public void close() {
        client.close();
        session.close();
    }

    private static ClusterSettings settings(CassandraEndpoint endpoint) {
        return ClusterSettings.of(context(endpoint.contactPoint(), endpoint.localDatacenter()), "default")
                .orElseThrow();
    }
}
