package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.walgateway.core.access.CallerTls;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cluster. It connects on first use, and tries again while that fails. */
public final class Cluster implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final long NANOS_BETWEEN_CONNECTS = Duration.ofMillis(500).toNanos();

    private static final int CLOSE_SECS_MAX = 5;

    private final ClusterSettings settings;
    private final Optional<LiveTls> tls;
    private final String sessionName;
    private @Nullable CompletableFuture<Connection> connection;
    private long lastConnectNanos;
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @throws IllegalArgumentException when a file of TLS cannot be used
     */
    public Cluster(ClusterSettings settings, String sessionName, InstantSource clock) {
        this.settings = settings;
        this.tls =
                CallerTls.open(ClusterSettings.TYPE, settings.tls(), clock, FileChanges.logged(log::info, log::warn));
        this.sessionName = sessionName;
    }

    /** All callers share one connection, or one attempt to connect; a failed attempt stands for half a second. */
    public synchronized CompletableFuture<Connection> connection() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        CompletableFuture<Connection> current = connection;
        if (current == null || (current.isCompletedExceptionally() && mayConnectAgain())) {
            lastConnectNanos = System.nanoTime();
            current = connect();
            connection = current;
        }
        return current;
    }

    /** Waits for the session to end, but only for a bounded time. */
    @Override
    public void close() {
        CompletableFuture<Connection> open = markClosed();
        if (open != null) {
            open.thenCompose(Connection::close)
                    .completeOnTimeout(null, CLOSE_SECS_MAX, TimeUnit.SECONDS)
                    .exceptionally(neverConnected -> null)
                    .join();
        }
    }

    /** For log and error messages. */
    @Override
    public String toString() {
        return "cassandra at "
                + settings.contactPoints().stream()
                        .map(point -> point.getHostString() + ":" + point.getPort())
                        .collect(Collectors.joining(","));
    }

    private synchronized @Nullable CompletableFuture<Connection> markClosed() {
        closed = true;
        return connection;
    }

    private boolean mayConnectAgain() {
        return System.nanoTime() - lastConnectNanos > NANOS_BETWEEN_CONNECTS;
    }

    private CompletableFuture<Connection> connect() {
        CqlSessionBuilder builder = CqlSession.builder()
                .withConfigLoader(DriverSettings.loader(settings, sessionName))
                .addContactPoints(settings.contactPoints());
        settings.localDatacenter().ifPresent(builder::withLocalDatacenter);
        settings.login().ifPresent(login -> builder.withAuthProvider(new FileLogin(login, sessionName)));
        tls.ifPresent(live -> builder.withSslEngineFactory(new LiveEngines(live)));
        return builder.buildAsync().toCompletableFuture().thenCompose(this::connection);
    }

    /** Closes a session that cannot be used. */
    private CompletionStage<Connection> connection(CqlSession session) {
        return LatestExpiry.of(session)
                .thenApply(latest ->
                        new Connection(session, DefaultConsistencyLevel.valueOf(settings.consistency()), latest))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        session.closeAsync();
                    }
                });
    }
}
