package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The statements used last, each prepared once however many deliveries ask for it. After a schema change, the driver
 * itself prepares a statement anew when a node no longer knows it. Values are encoded by the table's current
 * definition, not by the definition at the time of preparing.
 */
final class PreparedStatements {
    static final int STATEMENTS_MAX = 1_000;

    private final Function<String, CompletionStage<PreparedStatement>> prepare;
    private final Map<String, CompletableFuture<PreparedStatement>> byCql = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<PreparedStatement>> eldest) {
            return size() > STATEMENTS_MAX;
        }
    };

    PreparedStatements(Function<String, CompletionStage<PreparedStatement>> prepare) {
        this.prepare = prepare;
    }

    synchronized CompletableFuture<PreparedStatement> of(String cql) {
        CompletableFuture<PreparedStatement> known = byCql.get(cql);
        if (known == null || known.isCompletedExceptionally()) {
            known = prepare.apply(cql).toCompletableFuture();
            byCql.put(cql, known);
        }
        return known;
    }
}
