package io.walgateway.example.keyvalue.index;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.store.Items;
import io.walgateway.example.keyvalue.store.StoredRow;
import io.walgateway.example.keyvalue.store.TimeToLive;
import io.walgateway.proto.kv.v1.IndexEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Adds entries, and removes those that items no longer have. May be repeated, and overtaken by other changes. */
public final class Entries {
    private final Indices indices;
    private final Items items;
    private final InstantSource clock;

    public Entries(Indices indices, Items items, InstantSource clock) {
        this.indices = indices;
        this.items = items;
        this.clock = clock;
    }

    /** Adds entries of a change that is about to be made. */
    public CompletableFuture<Void> add(KeyValueNamespace namespace, String id, long micros, List<IndexEntry> entries) {
        return indices.of(namespace)
                .thenCompose(tables -> Bounded.each(
                        entries,
                        entry -> tables.add(
                                new IndexTables.Entry(entry.getIndex(), entry.getValue(), id, entry.getKey()),
                                micros,
                                TimeToLive.seconds(
                                        expiry(entry), tables.session().latestExpiry(), clock.instant()))))
                .thenApply(_ -> null);
    }

    /** Adds the entries of an item that exists. */
    CompletableFuture<Void> add(KeyValueNamespace namespace, StoredRow row) {
        return indices.of(namespace)
                .thenCompose(tables -> Bounded.each(
                        List.copyOf(Indices.terms(namespace, row).entrySet()),
                        term -> tables.add(
                                new IndexTables.Entry(term.getKey(), term.getValue(), row.id(), row.key()),
                                row.micros(),
                                TimeToLive.seconds(
                                        row.expiry(), tables.session().latestExpiry(), clock.instant()))))
                .thenApply(_ -> null);
    }

    /**
     * Removes the entries that changed items no longer have.
     *
     * @param micros the time of the change, which was made before
     * @return how many were removed
     */
    public CompletableFuture<Integer> settle(KeyValueNamespace namespace, String id, long micros, Match match) {
        return indices.of(namespace)
                .thenCompose(tables -> tables.notes(id, match)
                        .thenCompose(rows -> notes(rows, new LinkedHashMap<>()))
                        .thenCompose(notes -> Bounded.each(
                                List.copyOf(notes.entrySet()),
                                of -> settle(namespace, tables, id, of.getKey(), of.getValue(), micros))))
                .thenApply(
                        removed -> removed.stream().mapToInt(Integer::intValue).sum());
    }

    private CompletableFuture<Integer> settle(
            KeyValueNamespace namespace,
            IndexTables tables,
            String id,
            ByteString key,
            List<EntryRule.Noted> noted,
            long micros) {
        return items.find(namespace.name(), id, key)
                .thenApply(
                        found -> found.map(row -> new EntryRule.Present(row.micros(), Indices.terms(namespace, row))))
                .thenCompose(item -> Bounded.each(
                        EntryRule.removable(item, micros, noted),
                        entry -> tables.remove(
                                new IndexTables.Entry(entry.index(), entry.term(), id, key), entry.micros())))
                .thenApply(List::size);
    }

    /** All notes by the keys of their items. */
    private static CompletableFuture<Map<ByteString, List<EntryRule.Noted>>> notes(
            AsyncResultSet rows, Map<ByteString, List<EntryRule.Noted>> found) {
        rows.currentPage().forEach(row -> {
            IndexTables.Note note = IndexTables.note(row);
            found.computeIfAbsent(note.key(), _ -> new ArrayList<>()).add(note.noted());
        });
        return rows.hasMorePages()
                ? rows.fetchNextPage().toCompletableFuture().thenCompose(next -> notes(next, found))
                : CompletableFuture.completedFuture(found);
    }

    private static Optional<Instant> expiry(IndexEntry entry) {
        return entry.hasExpireTime()
                ? Optional.of(Instant.ofEpochSecond(
                        entry.getExpireTime().getSeconds(),
                        entry.getExpireTime().getNanos()))
                : Optional.empty();
    }
}
