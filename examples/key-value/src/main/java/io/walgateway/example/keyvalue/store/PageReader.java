package io.walgateway.example.keyvalue.store;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Page;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of items. Cassandra counts rows where a page counts bytes: the first request asks for a few rows, and
 * each further one for as many as the size of those before lets expect.
 */
final class PageReader {
    private static final int FIRST_ROWS = 32;
    private static final int ROWS_MAX = 2_000;
    private static final int GROWTH_MAX = 4;

    private final ItemTable table;
    private final Page page;
    private final List<StoredRow> found = new ArrayList<>();
    private long bytes;
    private boolean full;
    private boolean more;
    /** Further ids may follow the one that is being read: the next page finds out. */
    private boolean othersFollow;

    PageReader(ItemTable table, Page page) {
        this.table = table;
        this.page = page;
    }

    /** A page of the items of one id. */
    CompletableFuture<Slice> ofId(String id, Match match) {
        return read(idStatement(id, match, page.after().map(Page.Position::key)))
                .thenApply(_ -> slice());
    }

    /** A page of all items: the rest of the id at which the page before has ended, and then those after it. */
    CompletableFuture<Slice> ofTable() {
        if (page.after().isEmpty()) {
            return read(table.session().bound(table.select(page.keysOnly()))).thenApply(_ -> slice());
        }
        Page.Position after = page.after().get();
        othersFollow = true;
        return read(idStatement(after.id(), new Match.All(), Optional.of(after.key())))
                .thenCompose(_ -> full
                        ? CompletableFuture.<Void>completedFuture(null)
                        : read(table.session()
                                .bound(table.select(page.keysOnly()) + " WHERE token(id) > token(?)", after.id())))
                .thenApply(_ -> slice());
    }

    private Slice slice() {
        return new Slice(List.copyOf(found), more ? Optional.of(found.getLast().position()) : Optional.empty());
    }

    private CompletableFuture<BoundStatement> idStatement(String id, Match match, Optional<ByteString> after) {
        String select = table.select(page.keysOnly()) + " WHERE id = ?";
        return switch (match) {
            case Match.All() ->
                after.isEmpty()
                        ? table.session().bound(select, id)
                        : table.session().bound(select + " AND key > ?", id, ItemTable.buffer(after.get()));
            case Match.Keys(List<ByteString> keys) -> ofKeys(select, id, keys, after);
            case Match.Range(ByteString from, ByteString to) -> ofRange(select, id, from, to, after);
        };
    }

    private CompletableFuture<BoundStatement> ofKeys(
            String select, String id, List<ByteString> keys, Optional<ByteString> after) {
        List<ByteBuffer> left = keys.stream()
                .filter(key -> after.isEmpty() || Match.KEY_ORDER.compare(key, after.get()) > 0)
                .map(ItemTable::buffer)
                .toList();
        return left.size() == 1
                ? table.session().bound(select + " AND key = ?", id, left.getFirst())
                : table.session().bound(select + " AND key IN ?", id, left);
    }

    private CompletableFuture<BoundStatement> ofRange(
            String select, String id, ByteString from, ByteString to, Optional<ByteString> after) {
        boolean goesOn = after.isPresent() && Match.KEY_ORDER.compare(after.get(), from) >= 0;
        String lower = goesOn ? " AND key > ?" : " AND key >= ?";
        ByteBuffer start = ItemTable.buffer(goesOn ? after.orElseThrow() : from);
        return to.isEmpty()
                ? table.session().bound(select + lower, id, start)
                : table.session().bound(select + lower + " AND key < ?", id, start, ItemTable.buffer(to));
    }

    private CompletableFuture<Void> read(CompletableFuture<BoundStatement> statement) {
        return statement.thenCompose(bound -> read(bound, FIRST_ROWS, null));
    }

    private CompletionStage<Void> read(BoundStatement statement, int rows, @Nullable ByteBuffer state) {
        return table.session().page(statement, rows, state).thenCompose(answer -> {
            take(answer);
            if (full || !answer.hasMorePages()) {
                more = (othersFollow && full) || answer.remaining() > 0 || answer.hasMorePages();
                return CompletableFuture.completedFuture(null);
            }
            return read(statement, nextRows(rows), answer.getExecutionInfo().getPagingState());
        });
    }

    private void take(AsyncResultSet answer) {
        for (var row = answer.one(); row != null; row = full ? null : answer.one()) {
            table.row(row, page.keysOnly()).ifPresent(item -> {
                found.add(item);
                bytes += item.bytes();
                full = bytes >= page.bytesMax();
            });
        }
    }

    private int nextRows(int rows) {
        long average = Math.max(1, bytes / Math.max(1, found.size()));
        long left = (page.bytesMax() - bytes) / average + 1;
        return (int) Math.clamp(left, 1, Math.min(ROWS_MAX, (long) rows * GROWTH_MAX));
    }
}
