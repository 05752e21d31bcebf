package io.walgateway.example.keyvalue.index;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.example.keyvalue.store.Items;
import io.walgateway.example.keyvalue.store.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads items by an indexed value. Each entry is held against its item, so that none is returned that has another. */
public final class IndexQuery {
    private static final int ENTRIES_AT_ONCE = 64;
    /** A page that has found little by then ends, and the next one goes on. */
    private static final int ENTRIES_MAX = 512;

    private final Indices indices;
    private final Items items;

    public IndexQuery(Indices indices, Items items) {
        this.indices = indices;
        this.items = items;
    }

    /**
     * A page of items.
     *
     * @param last the entry after which the next page begins; empty: this was the last one
     */
    public record Found(List<StoredRow> rows, Optional<Page.Position> last) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    /** The items whose value in this index is the given one, in the order of ids and keys. */
    public CompletableFuture<Found> items(KeyValueNamespace namespace, IndexDefinition index, String value, Page page) {
        return indices.of(namespace)
                .thenCompose(tables -> new Reading(namespace, tables, index.key(), value, page).from(page.after()));
    }

    private final class Reading {
        private final KeyValueNamespace namespace;
        private final IndexTables tables;
        private final String index;
        private final String value;
        private final Page page;
        private final List<StoredRow> found = new ArrayList<>();
        private long bytes;
        private int examined;

        Reading(KeyValueNamespace namespace, IndexTables tables, String index, String value, Page page) {
            this.namespace = namespace;
            this.tables = tables;
            this.index = index;
            this.value = value;
            this.page = page;
        }

        CompletableFuture<Found> from(Optional<Page.Position> after) {
            return tables.entries(index, value, after, ENTRIES_AT_ONCE).thenCompose(rows -> {
                List<IndexTables.Entry> entries = new ArrayList<>();
                rows.currentPage().forEach(row -> entries.add(IndexTables.entry(row)));
                return Bounded.each(entries, entry -> items.find(namespace.name(), entry.id(), entry.key()))
                        .thenCompose(read -> goOn(entries, read));
            });
        }

        private CompletableFuture<Found> goOn(List<IndexTables.Entry> entries, List<Optional<StoredRow>> read) {
            for (int i = 0; i < entries.size(); i++) {
                examined++;
                read.get(i).filter(this::matches).ifPresent(this::take);
                if (bytes >= page.bytesMax() || examined >= ENTRIES_MAX) {
                    return found(Optional.of(position(entries.get(i))));
                }
            }
            return entries.size() < ENTRIES_AT_ONCE
                    ? found(Optional.empty())
                    : from(Optional.of(position(entries.getLast())));
        }

        private boolean matches(StoredRow row) {
            return value.equals(Indices.terms(namespace, row).get(index));
        }

        private void take(StoredRow row) {
            StoredRow taken = page.keysOnly() ? row.with(ByteString.EMPTY) : row;
            found.add(taken);
            bytes += taken.bytes();
        }

        private CompletableFuture<Found> found(Optional<Page.Position> last) {
            return CompletableFuture.completedFuture(new Found(found, last));
        }
    }

    private static Page.Position position(IndexTables.Entry entry) {
        return new Page.Position(entry.id(), entry.key());
    }
}
