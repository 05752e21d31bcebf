package io.walgateway.example.keyvalue.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A session, with the statements that it has prepared: as many as there are tables, times a few. */
public final class Session {
    private static final Duration DEFINITION_TIMEOUT = Duration.ofSeconds(20);

    private final CqlSession session;
    private final Instant latestExpiry;
    private final Once<String, PreparedStatement> prepared;

    Session(CqlSession session, Instant latestExpiry) {
        this.session = session;
        this.latestExpiry = latestExpiry;
        this.prepared = new Once<>(cql -> session.prepareAsync(cql).toCompletableFuture());
    }

    /** The last moment at which anything can expire. */
    public Instant latestExpiry() {
        return latestExpiry;
    }

    /** Executes a statement that may be repeated: all but those with conditions. */
    public CompletableFuture<AsyncResultSet> ask(String cql, Object... values) {
        return bound(cql, values).thenCompose(statement -> session.executeAsync(statement.setIdempotent(true)));
    }

    /** Executes a statement with a condition. The driver does not repeat it, which would see the first one's change. */
    public CompletableFuture<AsyncResultSet> askConditionally(String cql, Object... values) {
        return bound(cql, values).thenCompose(statement -> session.executeAsync(statement.setIdempotent(false)));
    }

    /** Reads one page of rows. */
    public CompletableFuture<AsyncResultSet> page(BoundStatement statement, int rows, @Nullable ByteBuffer state) {
        return session.executeAsync(
                        statement.setIdempotent(true).setPageSize(rows).setPagingState(state))
                .toCompletableFuture();
    }

    /** Executes statements of one partition, which become visible at once. */
    public CompletableFuture<AsyncResultSet> together(List<? extends BatchableStatement<?>> statements) {
        return session.executeAsync(BatchStatement.newInstance(DefaultBatchType.UNLOGGED)
                        .addAll(statements)
                        .setIdempotent(true))
                .toCompletableFuture();
    }

    /** A statement that may be read page by page, or executed together with others. */
    public CompletableFuture<BoundStatement> bound(String cql, Object... values) {
        return prepared.of(cql).thenApply(statement -> statement.bind(values));
    }

    /** Executes a statement that changes the schema. */
    public CompletableFuture<AsyncResultSet> define(String cql) {
        return session.executeAsync(SimpleStatement.newInstance(cql).setTimeout(DEFINITION_TIMEOUT))
                .toCompletableFuture();
    }

    CompletionStage<Void> close() {
        return session.closeAsync();
    }
}
