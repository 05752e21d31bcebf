package io.walgateway.benchmarks.sets;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Cassandra as the durable storage of the sets, with plain puts by the same plugin, and as the target of some of them. */
final class SetStorage implements AutoCloseable {
    static final String KEYSPACE = "bench_sets";
    static final String TABLE = "rows";
    static final String DATACENTER = "datacenter1";
    private static final String TYPE = "cassandra";
    private static final Duration KEPT = Duration.ofDays(1);

    private final InstantSource clock;
    private final DurableStorageClient client;
    private final DurableStorage storage;
    private final CqlSession session;
    private final PreparedStatement select;

    /** Creates the tables. */
    SetStorage(InetSocketAddress server, String namespace, InstantSource clock) {
        this.clock = clock;
        String at = server.getHostString() + ":" + server.getPort();
        Map<String, String> settings =
                Map.of("clusters.*.contact-points", at, "clusters.*.local-datacenter", DATACENTER);
        client = Objects.requireNonNull(Plugins.installed().storages().get(TYPE))
                .open(new PluginContext(settings, clock, "bench"));
        DurableStorageConfig config = new DurableStorageConfig(TYPE, namespace, "");
        client.provision(config);
        storage = client.storage(config);
        session = CqlSession.builder()
                .addContactPoint(server)
                .withLocalDatacenter(DATACENTER)
                .build();
        session.execute("CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.execute("CREATE TABLE IF NOT EXISTS " + KEYSPACE + "." + TABLE + " (id text PRIMARY KEY, note text)");
        select = session.prepare("SELECT note FROM " + KEYSPACE + "." + TABLE + " WHERE id = ?");
    }

    /** One put of an item of its own. */
    void put(String key, int number, Bytes content) throws InterruptedException, ExecutionException {
        storage.put(key, number, content, clock.instant().plus(KEPT))
                .toCompletableFuture()
                .get();
    }

    /** True if the row is there. */
    boolean has(String id) {
        return session.execute(select.bind(id)).one() != null;
    }

    @Override
    public void close() {
        session.close();
        client.close();
    }
}
