package io.walgateway.example.keyvalue.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The cluster. It is connected to on first use, and again while that fails; after that the driver reconnects. */
public final class Cassandra implements AutoCloseable {
    private static final long NANOS_BETWEEN_CONNECTS = Duration.ofMillis(500).toNanos();
    private static final int CLOSE_SECS_MAX = 5;

    private final CassandraSettings settings;
    private @Nullable CompletableFuture<Session> session;
    private long lastConnectNanos;
    private boolean closed;

    public Cassandra(CassandraSettings settings) {
        this.settings = settings;
    }

    /** All callers share one session, or one attempt to connect; a failed attempt stands for half a second. */
    public synchronized CompletableFuture<Session> session() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        CompletableFuture<Session> current = session;
        if (current == null || (current.isCompletedExceptionally() && mayConnectAgain())) {
            lastConnectNanos = System.nanoTime();
            current = connect();
            session = current;
        }
        return current;
    }

    /** True if it has connected once. */
    public synchronized boolean isConnected() {
        return session != null && session.isDone() && !session.isCompletedExceptionally();
    }

    public String keyspace() {
        return settings.keyspace();
    }

    /** Waits for the session to end, but only for a bounded time. */
    @Override
    public void close() {
        CompletableFuture<Session> open = markClosed();
        if (open != null) {
            open.thenCompose(Session::close)
                    .completeOnTimeout(null, CLOSE_SECS_MAX, TimeUnit.SECONDS)
                    .exceptionally(neverConnected -> null)
                    .join();
        }
    }

    private synchronized @Nullable CompletableFuture<Session> markClosed() {
        closed = true;
        return session;
    }

    private boolean mayConnectAgain() {
        return System.nanoTime() - lastConnectNanos > NANOS_BETWEEN_CONNECTS;
    }

    private CompletableFuture<Session> connect() {
        CqlSessionBuilder builder = CqlSession.builder()
                .withConfigLoader(DriverOptions.loader(settings))
                .addContactPoints(settings.contactPoints());
        settings.localDatacenter().ifPresent(builder::withLocalDatacenter);
        return builder.buildAsync()
                .toCompletableFuture()
                .thenCompose(cql -> ExpiryBound.of(cql)
                        .thenApply(latest -> new Session(cql, latest))
                        .thenCompose(made -> made.define("CREATE KEYSPACE IF NOT EXISTS " + settings.keyspace()
                                        + " WITH replication = " + settings.replication())
                                .thenApply(_ -> made))
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                cql.closeAsync();
                            }
                        }));
    }
}
