package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The statements used last, each prepared once however many deliveries ask for it. After a change of the schema the driver
 * prepares them anew by itself when a node does not know them any more; their values are encoded by the table's
 * definition of the moment, not by what they were prepared with.
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
