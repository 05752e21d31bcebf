package io.walgateway.example.keyvalue.index;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.example.keyvalue.store.Items;
import io.walgateway.example.keyvalue.store.StoredRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Compares an index with the items, page by page, from either side. */
public final class IndexCheck {
    private final Indices indices;
    private final Items items;

    public IndexCheck(Indices indices, Items items) {
        this.indices = indices;
        this.items = items;
    }

    /** An item, and the value that only one side has. */
    public record Difference(String id, ByteString key, String value) {}

    /** What a page had, and the token of the next one; empty: it was the last. */
    public record Compared(int count, List<Difference> differences, ByteString next) {
        public Compared {
            differences = List.copyOf(differences);
        }
    }

    /** A page of entries: those whose item does not have the value are too many. */
    public CompletableFuture<Compared> entries(KeyValueNamespace namespace, String index, ByteString token) {
        String key = namespace.requireIndex(index).key();
        @Nullable ByteBuffer state = token.isEmpty() ? null : token.asReadOnlyByteBuffer();
        return indices.of(namespace)
                .thenCompose(tables -> tables.allEntries(state).thenCompose(rows -> {
                    List<IndexTables.Entry> entries = new ArrayList<>();
                    rows.currentPage().forEach(row -> entries.add(IndexTables.entry(row)));
                    entries.removeIf(entry -> !entry.index().equals(key));
                    ByteBuffer next = rows.getExecutionInfo().getPagingState();
                    return Bounded.each(entries, entry -> isRight(namespace, entry))
                            .thenApply(right -> new Compared(
                                    entries.size(),
                                    wrong(entries, right),
                                    next == null ? ByteString.EMPTY : ByteString.copyFrom(next.duplicate())));
                }));
    }

    /** A page of items: those without an entry are missing in the index. */
    public CompletableFuture<Compared> items(KeyValueNamespace namespace, String index, Page page) {
        String key = namespace.requireIndex(index).key();
        return indices.of(namespace)
                .thenCompose(tables -> items.ofNamespace(namespace.name(), page).thenCompose(slice -> {
                    List<IndexTables.Entry> expected = slice.rows().stream()
                            .flatMap(row -> expected(namespace, key, row).stream())
                            .toList();
                    return Bounded.each(expected, tables::has)
                            .thenApply(has -> new Compared(
                                    slice.rows().size(),
                                    wrong(expected, has),
                                    slice.last().map(page::tokenAfter).orElse(ByteString.EMPTY)));
                }));
    }

    private CompletableFuture<Boolean> isRight(KeyValueNamespace namespace, IndexTables.Entry entry) {
        return items.find(namespace.name(), entry.id(), entry.key())
                .thenApply(found -> found.flatMap(row -> expected(namespace, entry.index(), row))
                        .filter(entry::equals)
                        .isPresent());
    }

    private static Optional<IndexTables.Entry> expected(KeyValueNamespace namespace, String index, StoredRow row) {
        return Optional.ofNullable(Indices.terms(namespace, row).get(index))
                .map(term -> new IndexTables.Entry(index, term, row.id(), row.key()));
    }

    private static List<Difference> wrong(List<IndexTables.Entry> entries, List<Boolean> right) {
        List<Difference> wrong = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!right.get(i)) {
                IndexTables.Entry entry = entries.get(i);
                wrong.add(new Difference(entry.id(), entry.key(), entry.term()));
            }
        }
        return wrong;
    }
}
