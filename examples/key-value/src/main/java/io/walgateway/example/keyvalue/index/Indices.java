package io.walgateway.example.keyvalue.index;

import io.walgateway.example.keyvalue.cluster.Session;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.store.StoredRow;
import io.walgateway.example.keyvalue.store.Tables;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The indices of all namespaces; their tables are made when they are first used. */
public final class Indices {
    private final Tables tables;
    private final String keyspace;
    private final Map<String, CompletableFuture<IndexTables>> byNamespace = new ConcurrentHashMap<>();

    public Indices(Tables tables, String keyspace) {
        this.tables = tables;
        this.keyspace = keyspace;
    }

    CompletableFuture<IndexTables> of(KeyValueNamespace namespace) {
        CompletableFuture<IndexTables> known = byNamespace.get(namespace.name());
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<IndexTables> opened = tables.of(namespace.name())
                .thenCompose(of -> tables.define(of.session(), IndexTables.creation(keyspace, namespace.name()))
                        .thenApply(_ -> new IndexTables(of.session(), keyspace, namespace.name())));
        byNamespace.put(namespace.name(), opened);
        return opened;
    }

    CompletableFuture<Session> session(KeyValueNamespace namespace) {
        return tables.of(namespace.name()).thenApply(Tables.Of::session);
    }

    CompletableFuture<Void> define(Session session, String cql) {
        return tables.define(session, List.of(cql));
    }

    String keyspace() {
        return keyspace;
    }

    /** What an item has in the indices of its namespace, by their keys. */
    static Map<String, String> terms(KeyValueNamespace namespace, StoredRow row) {
        return Terms.of(namespace.indices(), row.item().getValue(), row.item().getMetadataMap());
    }
}
