package io.walgateway.it.system;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A keyspace of one's own with one table: {@code id text PRIMARY KEY, value text}. */
public final class Tables implements AutoCloseable {
    /** The table's name. */
    public static final String TABLE = "items";

    private final String keyspace = Components.uniqueName("it");
    private final CqlSession session;

    public Tables(WalSystem system) {
        session = session(system);
        session.execute("CREATE KEYSPACE " + keyspace
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.execute("CREATE TABLE " + keyspace + "." + TABLE + " (id text PRIMARY KEY, value text)");
    }

    /** Makes a further table with columns that take numbers of any size, and returns its name. */
    public String numbers() {
        session.execute("CREATE TABLE " + keyspace + ".numbers (id text PRIMARY KEY, vi varint, de decimal)");
        return "numbers";
    }

    public String keyspace() {
        return keyspace;
    }

    /** What stands under an id. */
    public Optional<String> value(String id) {
        var row = session.execute("SELECT value FROM " + keyspace + "." + TABLE + " WHERE id = ?", id)
                .one();
        return Optional.ofNullable(row == null ? null : row.getString("value"));
    }

    /** All values by their ids. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        session.execute("SELECT id, value FROM " + keyspace + "." + TABLE)
                .forEach(row -> all.put(String.valueOf(row.getString("id")), String.valueOf(row.getString("value"))));
        return all;
    }

    /** The ids that stand in a table. */
    public Set<String> ids(String table) {
        Set<String> found = new TreeSet<>();
        session.execute("SELECT id FROM " + keyspace + "." + table)
                .forEach(row -> found.add(String.valueOf(row.getString(0))));
        return found;
    }

    /** The items and noted numbers that durable storage has under keys which begin so, each as its key and number. */
    public Set<String> stored(String keyPrefix) {
        Set<String> found = new TreeSet<>();
        for (String table : List.of("wal.storage_items", "wal.storage_numbers")) {
            session.execute("SELECT key, number FROM " + table).forEach(row -> {
                if (String.valueOf(row.getString(0)).startsWith(keyPrefix)) {
                    found.add(row.getString(0) + " " + row.getInt(1));
                }
            });
        }
        return found;
    }

    /** How many rows there are. */
    public long count() {
        var row = session.execute("SELECT count(*) FROM " + keyspace + "." + TABLE)
                .one();
        return row == null ? 0 : row.getLong(0);
    }

    @Override
    public void close() {
        session.close();
    }

    private static CqlSession session(WalSystem system) {
        return CqlSession.builder()
                .addContactPoint(system.cassandra().contactPoint())
                .withLocalDatacenter(system.cassandra().localDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(15))
                        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(100))
                        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofMillis(500))
                        .build())
                .build();
    }
}
