package io.walgateway.example.keyvalue.store;

import io.walgateway.example.keyvalue.cluster.Cassandra;
import io.walgateway.example.keyvalue.cluster.Once;
import io.walgateway.example.keyvalue.cluster.Session;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The tables of all namespaces; those of a namespace are made when they are first used. */
public final class Tables {
    private final Cassandra cassandra;
    private final InstantSource clock;
    private final Once<String, Of> byNamespace = new Once<>(this::open);
    private CompletableFuture<Void> definition = CompletableFuture.completedFuture(null);

    /** The tables of one namespace. */
    public record Of(Session session, ItemTable items, ChunkTable chunks) {}

    public Tables(Cassandra cassandra, InstantSource clock) {
        this.cassandra = cassandra;
        this.clock = clock;
    }

    /** Never blocks; fails while Cassandra cannot be reached. */
    public CompletableFuture<Of> of(String namespace) {
        return byNamespace.of(namespace);
    }

    /** Executes definitions one after the other: Cassandra does not like several at once. */
    public synchronized CompletableFuture<Void> define(Session session, List<String> definitions) {
        CompletableFuture<Void> done = definition.exceptionally(_ -> null);
        for (String cql : definitions) {
            done = done.thenCompose(_ -> session.define(cql)).thenApply(_ -> null);
        }
        definition = done;
        return done;
    }

    private CompletableFuture<Of> open(String namespace) {
        TableNames names = new TableNames(cassandra.keyspace(), namespace);
        return cassandra
                .session()
                .thenCompose(session -> define(session, names.creation())
                        .thenApply(_ -> new Of(
                                session, new ItemTable(session, names, clock), new ChunkTable(session, names, clock))));
    }
}
