package io.walgateway.example.keyvalue.index;

import io.walgateway.example.keyvalue.cluster.Once;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.store.StoredRow;
import io.walgateway.example.keyvalue.store.Tables;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The indices of all namespaces; their tables are made when they are first used. */
public final class Indices {
    private final Tables tables;
    private final String keyspace;
    private final Once<String, IndexTables> byNamespace = new Once<>(this::open);

    public Indices(Tables tables, String keyspace) {
        this.tables = tables;
        this.keyspace = keyspace;
    }

    CompletableFuture<IndexTables> of(KeyValueNamespace namespace) {
        return byNamespace.of(namespace.name());
    }

    /** What an item has in the indices of its namespace, by their keys. */
    static Map<String, String> terms(KeyValueNamespace namespace, StoredRow row) {
        return Terms.of(namespace.indices(), row.item().getValue(), row.item().getMetadataMap());
    }

    private CompletableFuture<IndexTables> open(String namespace) {
        return tables.of(namespace)
                .thenCompose(of -> tables.define(of.session(), IndexTables.creation(keyspace, namespace))
                        .thenApply(_ -> new IndexTables(of.session(), keyspace, namespace)));
    }
}
