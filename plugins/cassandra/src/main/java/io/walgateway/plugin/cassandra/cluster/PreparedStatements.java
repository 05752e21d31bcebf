package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.walgateway.plugin.cassandra.row.RowText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The statements used last, each prepared once however many deliveries ask for it. After a schema change, the driver
 * itself prepares a statement anew when a node no longer knows it. Values are encoded by the table's current
 * definition, not by the definition at the time of preparing.
 */
final class PreparedStatements {
    static final int STATEMENTS_MAX = 1_000;

    private final Function<String, CompletionStage<PreparedStatement>> prepare;
    private final Map<Object, CompletableFuture<PreparedStatement>> byText = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, CompletableFuture<PreparedStatement>> eldest) {
            return size() > STATEMENTS_MAX;
        }
    };

    PreparedStatements(Function<String, CompletionStage<PreparedStatement>> prepare) {
        this.prepare = prepare;
    }

    CompletableFuture<PreparedStatement> of(String cql) {
        return of(cql, () -> cql);
    }

    CompletableFuture<PreparedStatement> of(RowText text) {
        return of(text, text::cql);
    }

    private synchronized CompletableFuture<PreparedStatement> of(Object text, Supplier<String> cql) {
        CompletableFuture<PreparedStatement> known = byText.get(text);
        if (known == null || known.isCompletedExceptionally()) {
            known = prepare.apply(cql.get()).toCompletableFuture();
            byText.put(text, known);
        }
        return known;
    }
}
