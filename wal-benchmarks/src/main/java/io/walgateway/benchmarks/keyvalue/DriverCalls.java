package io.walgateway.benchmarks.keyvalue;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;

/** The driver alone, on a table like the service's. */
final class DriverCalls implements ItemCalls {
    private static final ByteBuffer KEY = ByteBuffer.wrap("k".getBytes(StandardCharsets.UTF_8));

    private final InstantSource clock;
    private final CqlSession session;
    private final PreparedStatement put;
    private final PreparedStatement get;

    DriverCalls(InetSocketAddress cassandra, String datacenter, InstantSource clock) {
        this.clock = clock;
        session = CqlSession.builder()
                .addContactPoint(cassandra)
                .withLocalDatacenter(datacenter)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                        .build())
                .build();
        session.execute("CREATE KEYSPACE IF NOT EXISTS bench"
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.execute(
                "CREATE TABLE IF NOT EXISTS bench.items (id text, key blob, content blob, PRIMARY KEY (id, key))");
        put = session.prepare("UPDATE bench.items USING TIMESTAMP ? SET content = ? WHERE id = ? AND key = ?");
        get = session.prepare("SELECT content FROM bench.items WHERE id = ? AND key = ?");
    }

    @Override
    public CompletionStage<?> put(long number) {
        return session.executeAsync(put.bind(
                ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()),
                ByteBuffer.allocate(VALUE_BYTES),
                ItemCalls.id(number),
                KEY));
    }

    @Override
    public CompletionStage<?> get(long number) {
        return session.executeAsync(get.bind(ItemCalls.id(number), KEY));
    }

    @Override
    public void close() {
        session.close();
    }
}
