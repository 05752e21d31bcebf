package io.walgateway.benchmarks.contest;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The driver's own asynchronous requests: a prepared insert with a timestamp, as the target writes it. */
final class BareCassandra implements Contestant {
    static final String KEYSPACE = "bench";
    static final String TABLE = "orders";
    static final String DATACENTER = "datacenter1";

    private final InstantSource clock;
    private final CqlSession session;
    private final PreparedStatement insert;

    /** Creates the table. */
    BareCassandra(InetSocketAddress server, InstantSource clock) {
        this.clock = clock;
        session = CqlSession.builder()
                .addContactPoint(server)
                .withLocalDatacenter(DATACENTER)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                        .build())
                .build();
        session.execute("CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.execute("CREATE TABLE IF NOT EXISTS " + KEYSPACE + "." + TABLE + " (id text PRIMARY KEY, note text)");
        insert = session.prepare(
                "INSERT INTO " + KEYSPACE + "." + TABLE + " (id, note) VALUES (?, ?) USING TIMESTAMP ?");
    }

    @Override
    public Loop loop(int atOnce, Count count) {
        return new PipelinedLoop(
                atOnce,
                1,
                count,
                number -> session.executeAsync(insert.bind(Payloads.key(number), Payloads.NOTE, micros())));
    }

    private long micros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Override
    public void close() {
        session.close();
    }
}
