package io.walgateway.example.keyvalue.index;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.cluster.Session;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Page;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a namespace's indices: entries by value, under each item the notes of its entries, and, shared by all
 * namespaces, how far each index is built. Nothing blocks.
 *
 * @param keyspace where they are
 */
record IndexTables(Session session, String keyspace, String namespace) {
    private static final int ROWS = 500;

    /** An entry: which index, which value, which item. */
    record Entry(String index, String term, String id, ByteString key) {}

    /** A note under an item. */
    record Note(ByteString key, EntryRule.Noted noted) {}

    static List<String> creation(String keyspace, String namespace) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + entries(keyspace, namespace)
                        + " (idx text, term text, id text, key blob,"
                        + " present boolean, PRIMARY KEY ((idx, term), id, key))",
                "CREATE TABLE IF NOT EXISTS " + notes(keyspace, namespace) + " (id text, key blob, idx text, term text,"
                        + " present boolean, PRIMARY KEY (id, key, idx, term))",
                "CREATE TABLE IF NOT EXISTS " + builds(keyspace)
                        + " (namespace text, idx text, done boolean, position blob, PRIMARY KEY (namespace, idx))");
    }

    /** Notes an entry, and then adds it. */
    CompletableFuture<Void> add(Entry entry, long micros, int ttl) {
        return session.ask(
                        "UPDATE " + notes() + " USING TIMESTAMP ? AND TTL ? SET present = true"
                                + " WHERE id = ? AND key = ? AND idx = ? AND term = ?",
                        micros,
                        ttl,
                        entry.id(),
                        buffer(entry.key()),
                        entry.index(),
                        entry.term())
                .thenCompose(_ -> session.ask(
                        "UPDATE " + entries() + " USING TIMESTAMP ? AND TTL ? SET present = true"
                                + " WHERE idx = ? AND term = ? AND id = ? AND key = ?",
                        micros,
                        ttl,
                        entry.index(),
                        entry.term(),
                        entry.id(),
                        buffer(entry.key())))
                .thenApply(_ -> null);
    }

    /** Removes an entry that was added at this time or before, and then its note. */
    CompletableFuture<Void> remove(Entry entry, long micros) {
        return session.ask(
                        "DELETE FROM " + entries()
                                + " USING TIMESTAMP ? WHERE idx = ? AND term = ? AND id = ? AND key = ?",
                        micros,
                        entry.index(),
                        entry.term(),
                        entry.id(),
                        buffer(entry.key()))
                .thenCompose(_ -> session.ask(
                        "DELETE FROM " + notes()
                                + " USING TIMESTAMP ? WHERE id = ? AND key = ? AND idx = ? AND term = ?",
                        micros,
                        entry.id(),
                        buffer(entry.key()),
                        entry.index(),
                        entry.term()))
                .thenApply(_ -> null);
    }

    /** A page of the notes of an id's items, in the order of their keys. */
    CompletableFuture<AsyncResultSet> notes(String id, Match match) {
        String select = "SELECT key, idx, term, writetime(present) FROM " + notes() + " WHERE id = ?";
        return switch (match) {
            case Match.All() -> session.ask(select, id);
            case Match.Keys(List<ByteString> keys) ->
                session.ask(
                        select + " AND key IN ?",
                        id,
                        keys.stream().map(IndexTables::buffer).toList());
            case Match.Range(ByteString from, ByteString to) ->
                to.isEmpty()
                        ? session.ask(select + " AND key >= ?", id, buffer(from))
                        : session.ask(select + " AND key >= ? AND key < ?", id, buffer(from), buffer(to));
        };
    }

    static Note note(Row row) {
        return new Note(
                bytes(row.getByteBuffer(0)),
                new EntryRule.Noted(
                        String.valueOf(row.getString(1)), String.valueOf(row.getString(2)), row.getLong(3)));
    }

    /** The first entries of a value after this place, at most so many. */
    CompletableFuture<AsyncResultSet> entries(String index, String term, Optional<Page.Position> after, int rows) {
        String select = "SELECT idx, term, id, key FROM " + entries() + " WHERE idx = ? AND term = ?";
        return after.isEmpty()
                ? session.ask(select + " LIMIT ?", index, term, rows)
                : session.ask(
                        select + " AND (id, key) > (?, ?) LIMIT ?",
                        index,
                        term,
                        after.get().id(),
                        buffer(after.get().key()),
                        rows);
    }

    /** A page of all entries of all indices, in no order. */
    CompletableFuture<AsyncResultSet> allEntries(@Nullable ByteBuffer state) {
        return session.bound("SELECT idx, term, id, key FROM " + entries())
                .thenCompose(statement -> session.page(statement, ROWS, state));
    }

    CompletableFuture<Boolean> has(Entry entry) {
        return session.ask(
                        "SELECT id FROM " + entries() + " WHERE idx = ? AND term = ? AND id = ? AND key = ?",
                        entry.index(),
                        entry.term(),
                        entry.id(),
                        buffer(entry.key()))
                .thenApply(rows -> rows.one() != null);
    }

    static Entry entry(Row row) {
        return new Entry(
                String.valueOf(row.getString(0)),
                String.valueOf(row.getString(1)),
                String.valueOf(row.getString(2)),
                bytes(row.getByteBuffer(3)));
    }

    /** The table with the state of all builds. */
    String builds() {
        return builds(keyspace);
    }

    private String entries() {
        return entries(keyspace, namespace);
    }

    private String notes() {
        return notes(keyspace, namespace);
    }

    private static String builds(String keyspace) {
        return keyspace + ".\"_builds\"";
    }

    private static String entries(String keyspace, String namespace) {
        return keyspace + ".\"_entry_" + namespace + "\"";
    }

    private static String notes(String keyspace, String namespace) {
        return keyspace + ".\"_terms_" + namespace + "\"";
    }

    private static ByteBuffer buffer(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer();
    }

    private static ByteString bytes(@Nullable ByteBuffer buffer) {
        return ByteString.copyFrom(Objects.requireNonNull(buffer));
    }
}
