package io.walgateway.local.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraServerIT {

    private static final int ROWS = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @BeforeAll
    static void needsJdk17() {
        assumeTrue(CassandraServer.isAvailable(), "no JDK 17");
    }

    @Test
    void shouldKeepAcknowledgedRowsOverKillAndStop() {
        int port;
        try (CassandraServer server = CassandraServer.in(directory, 0)) {
            server.start();
            write(server);
            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.start();
            assertThat(rows(server)).isEqualTo(ROWS);
            port = server.contactPoint().getPort();
        }
        // The port between nodes is another one now, the data are the same.
        try (CassandraServer another = CassandraServer.in(directory, port)) {
            another.start();
            assertThat(rows(another)).isEqualTo(ROWS);
        }
    }

    private static void write(CassandraServer server) {
        try (CqlSession session = connect(server)) {
            session.execute(
                    "CREATE KEYSPACE wal WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE wal.writes (id int PRIMARY KEY, value text)");
            PreparedStatement insert = session.prepare("INSERT INTO wal.writes (id, value) VALUES (?, ?)");
            List<CompletionStage<AsyncResultSet>> answers = IntStream.range(0, ROWS)
                    .mapToObj(id -> session.executeAsync(insert.bind(id, "value-" + id)))
                    .toList();
            answers.forEach(answer -> answer.toCompletableFuture().join());
        }
    }

    private static long rows(CassandraServer server) {
        try (CqlSession session = connect(server)) {
            return session.execute("SELECT id FROM wal.writes").all().size();
        }
    }

    private static CqlSession connect(CassandraServer server) {
        return CqlSession.builder()
                .addContactPoint(server.contactPoint())
                .withLocalDatacenter(server.localDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .build())
                .build();
    }
}
