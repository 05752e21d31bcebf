package io.walgateway.example.keyvalue.store;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.cluster.Session;
import io.walgateway.example.keyvalue.request.ItemRules;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.proto.kv.v1.StoredItem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The items of one namespace. A row has one cell beside its key, and no marker: it exists as long as its content does.
 * Safe for any number of threads; nothing blocks.
 */
public final class ItemTable {
    /** How far the clocks of Cassandra's nodes may be ahead of this one. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);

    private final Session session;
    private final String put;
    private final String table;
    private final InstantSource clock;

    ItemTable(Session session, TableNames names, InstantSource clock) {
        this.session = session;
        this.table = names.items();
        this.put = "UPDATE " + table + " USING TIMESTAMP ? AND TTL ? SET content = ? WHERE id = ? AND key = ?";
        this.clock = clock;
    }

    /** What became of a change with a condition: the content that was there, if it was not met. */
    public record Conditional(boolean applied, Optional<StoredRow> present) {}

    /** Stores items; those that make up to a mebibyte together become visible at once. */
    public CompletableFuture<Void> put(String id, List<NewItem> items, long micros) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (List<NewItem> group : groups(items)) {
            done = done.thenCompose(_ -> putTogether(id, group, micros));
        }
        return done;
    }

    /** Stores an item if the expectation is met. */
    public CompletableFuture<Conditional> put(String id, NewItem item, Expectation expected) {
        String cql = "UPDATE " + table + " USING TTL ? SET content = ? WHERE id = ? AND key = ?" + expected.clause();
        List<Object> values =
                new ArrayList<>(List.of(ttl(item), buffer(item.item().toByteString()), id, buffer(item.key())));
        return conditionally(cql, values, id, item.key(), expected);
    }

    /** Deletes what was written before this time, or at it. */
    public CompletableFuture<Void> delete(String id, Match match, long micros) {
        String delete = "DELETE FROM " + table + " USING TIMESTAMP ? WHERE id = ?";
        CompletableFuture<AsyncResultSet> done = switch (match) {
            case Match.All() -> session.ask(delete, micros, id);
            case Match.Keys(List<ByteString> keys) ->
                session.ask(
                        delete + " AND key IN ?",
                        micros,
                        id,
                        keys.stream().map(ItemTable::buffer).toList());
            case Match.Range(ByteString from, ByteString to) ->
                to.isEmpty()
                        ? session.ask(delete + " AND key >= ?", micros, id, buffer(from))
                        : session.ask(delete + " AND key >= ? AND key < ?", micros, id, buffer(from), buffer(to));
        };
        return done.thenApply(_ -> null);
    }

    /**
     * Deletes all items of an id that are written with conditions: these have the time of their coordinator, which may
     * be ahead of this clock.
     */
    public CompletableFuture<Void> deleteConditional(String id) {
        return delete(
                id,
                new Match.All(),
                TimeUnit.MILLISECONDS.toMicros(
                        clock.instant().plus(CLOCKS_APART_MAX).toEpochMilli()));
    }

    /** Deletes an item if the expectation is met. */
    public CompletableFuture<Conditional> delete(String id, ByteString key, Expectation expected) {
        String cql = "DELETE FROM " + table + " WHERE id = ? AND key = ?"
                + (expected instanceof Expectation.Present ? " IF EXISTS" : expected.clause());
        return conditionally(cql, new ArrayList<>(List.of(id, buffer(key))), id, key, expected);
    }

    /** One item, with its chunks not yet in place. */
    public CompletableFuture<Optional<StoredRow>> find(String id, ByteString key) {
        return session.ask(select(false) + " WHERE id = ? AND key = ?", id, buffer(key))
                .thenApply(rows -> Optional.ofNullable(rows.one()).flatMap(row -> row(row, false)));
    }

    String select(boolean keysOnly) {
        return "SELECT id, key, writetime(content), ttl(content)" + (keysOnly ? "" : ", content") + " FROM " + table;
    }

    /** Empty: the content has expired between two cells of the row. */
    Optional<StoredRow> row(Row row, boolean keysOnly) {
        String id = row.getString(0);
        ByteBuffer key = row.getByteBuffer(1);
        if (id == null || key == null || row.isNull(2)) {
            return Optional.empty();
        }
        return Optional.of(new StoredRow(
                id,
                ByteString.copyFrom(key),
                keysOnly ? StoredItem.getDefaultInstance() : StoredContents.parse(row.getByteBuffer(4)),
                row.getLong(2),
                row.isNull(3) ? Optional.empty() : Optional.of(clock.instant().plusSeconds(row.getInt(3)))));
    }

    Session session() {
        return session;
    }

    static ByteBuffer buffer(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer();
    }

    private CompletableFuture<Void> putTogether(String id, List<NewItem> items, long micros) {
        if (items.size() == 1) {
            return session.ask(put, values(id, items.getFirst(), micros)).thenApply(_ -> null);
        }
        List<CompletableFuture<BoundStatement>> statements = items.stream()
                .map(item -> session.bound(put, values(id, item, micros)))
                .toList();
        return CompletableFuture.allOf(statements.toArray(CompletableFuture<?>[]::new))
                .thenCompose(_ -> session.together(
                        statements.stream().map(CompletableFuture::join).toList()))
                .thenApply(_ -> null);
    }

    private Object[] values(String id, NewItem item, long micros) {
        return new Object[] {micros, ttl(item), buffer(item.item().toByteString()), id, buffer(item.key())};
    }

    private CompletableFuture<Conditional> conditionally(
            String cql, List<Object> values, String id, ByteString key, Expectation expected) {
        if (expected instanceof Expectation.Content(ByteString content)) {
            values.add(buffer(content));
        }
        return session.askConditionally(cql, values.toArray())
                .thenApply(rows -> new Conditional(rows.wasApplied(), present(rows, id, key)));
    }

    /** A condition that is not met is answered with the content, if there is any. */
    private static Optional<StoredRow> present(AsyncResultSet rows, String id, ByteString key) {
        Row row = rows.wasApplied() ? null : rows.one();
        if (row == null || !row.getColumnDefinitions().contains("content") || row.isNull("content")) {
            return Optional.empty();
        }
        return Optional.of(
                new StoredRow(id, key, StoredContents.parse(row.getByteBuffer("content")), 0, Optional.empty()));
    }

    private int ttl(NewItem item) {
        return TimeToLive.seconds(item.expiry(), session.latestExpiry(), clock.instant());
    }

    private static List<List<NewItem>> groups(List<NewItem> items) {
        List<List<NewItem>> groups = new ArrayList<>();
        @Nullable List<NewItem> group = null;
        long bytes = 0;
        for (NewItem item : items) {
            if (group == null || bytes + item.bytes() > ItemRules.WHOLE_BYTES_MAX) {
                group = new ArrayList<>();
                groups.add(group);
                bytes = 0;
            }
            group.add(item);
            bytes += item.bytes();
        }
        return groups;
    }
}
