package io.walgateway.example.entropy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The table in Cassandra. */
final class Table implements AutoCloseable {
    static final String KEYSPACE = "entropy";
    static final String TABLE = "items";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final CqlSession session;

    private Table(CqlSession session) {
        this.session = session;
    }

    /** Connects, and makes an empty table. */
    static Table open(InetSocketAddress cassandra) throws IOException {
        try {
            Table table = new Table(CqlSession.builder()
                    .addContactPoint(cassandra)
                    .withLocalDatacenter("datacenter1")
                    .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, ANSWER_WITHIN)
                            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, ANSWER_WITHIN)
                            // Cassandra is killed while this is open.
                            .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
                            .build())
                    .build());
            table.session.execute("CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE
                    + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            table.session.execute(
                    "CREATE TABLE IF NOT EXISTS " + KEYSPACE + "." + TABLE + " (id text PRIMARY KEY, n bigint)");
            table.session.execute("TRUNCATE " + KEYSPACE + "." + TABLE);
            return table;
        } catch (DriverException e) {
            throw new IOException("no Cassandra answers at " + cassandra.getPort(), e);
        }
    }

    Map<String, Integer> read() throws IOException {
        try {
            Map<String, Integer> rows = new HashMap<>();
            session.execute("SELECT id, n FROM " + KEYSPACE + "." + TABLE)
                    .forEach(row -> rows.put(String.valueOf(row.getString("id")), (int) row.getLong("n")));
            return rows;
        } catch (DriverException e) {
            throw new IOException("Cassandra: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
