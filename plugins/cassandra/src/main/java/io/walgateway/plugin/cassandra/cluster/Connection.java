package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.walgateway.plugin.cassandra.row.RowStatement;
import io.walgateway.plugin.cassandra.row.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A session that has connected once. The driver itself reconnects it after each outage of the cluster. */
public final class Connection {
    private static final Duration DEFINITION_TIMEOUT = Duration.ofSeconds(20);

    private final CqlSession session;
    private final ConsistencyLevel consistency;
    private final Instant latestExpiry;
    private final Schema schema;
    private final PreparedStatements statements;

    public Connection(CqlSession session, ConsistencyLevel consistency, Instant latestExpiry) {
        this.session = session;
        this.consistency = consistency;
        this.latestExpiry = latestExpiry;
        this.schema = new Schema(session);
        this.statements = new PreparedStatements(cql -> session.prepareAsync(cql));
    }

    /** The last moment at which anything in this cluster can expire. */
    public Instant latestExpiry() {
        return latestExpiry;
    }

    public Schema schema() {
        return schema;
    }

    public ProtocolVersion protocolVersion() {
        return session.getContext().getProtocolVersion();
    }

    public void execute(RowStatement statement, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        PreparedStatement prepared = deadline.await(statements.of(statement.text()));
        BoundStatementBuilder bound = prepared.boundStatementBuilder()
                .setConsistencyLevel(consistency)
                .setIdempotence(true)
                .setTimeout(deadline.left());
        for (int i = 0; i < statement.values().size(); i++) {
            bound = bound.setBytesUnsafe(i, statement.values().get(i));
        }
        CompletableFuture<AsyncResultSet> answer =
                session.executeAsync(bound.build()).toCompletableFuture();
        try {
            deadline.await(answer);
        } finally {
            answer.cancel(true);
        }
    }

    /** Executes a statement of durable storage: a majority of the local replicas must store or answer it. */
    public CompletionStage<AsyncResultSet> ask(String cql, Object... values) {
        return statements
                .of(cql)
                .thenCompose(prepared -> session.executeAsync(prepared.bind(values)
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                        .setIdempotent(true)));
    }

    /**
     * Executes a statement with a condition. The driver does not repeat it: a repetition would see the change of the
     * first try.
     */
    public CompletionStage<AsyncResultSet> askConditionally(String cql, Object... values) {
        return statements
                .of(cql)
                .thenCompose(prepared -> session.executeAsync(prepared.bind(values)
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                        .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL)
                        .setIdempotent(false)));
    }

    /**
     * Executes a statement of durable storage with each of these values, all or none. All rows are in one partition.
     *
     * @param values at least one
     */
    public CompletionStage<AsyncResultSet> askTogether(String cql, List<Object[]> values) {
        return statements
                .of(cql)
                .thenCompose(prepared ->
                        session.executeAsync(together(prepared, values).setIdempotent(true)));
    }

    /** As both {@link #askTogether} and {@link #askConditionally}: nothing is changed unless all conditions hold. */
    public CompletionStage<AsyncResultSet> askTogetherConditionally(String cql, List<Object[]> values) {
        return statements
                .of(cql)
                .thenCompose(prepared -> session.executeAsync(together(prepared, values)
                        .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL)
                        .setIdempotent(false)));
    }

    private static BatchStatement together(PreparedStatement prepared, List<Object[]> values) {
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
        values.forEach(row -> batch.addStatement(prepared.bind(row)));
        return batch.build();
    }

    /** Executes a statement that changes the schema. */
    public CompletionStage<AsyncResultSet> define(String cql) {
        return session.executeAsync(SimpleStatement.newInstance(cql).setTimeout(DEFINITION_TIMEOUT));
    }

    CompletionStage<Void> close() {
        return session.closeAsync();
    }
}
