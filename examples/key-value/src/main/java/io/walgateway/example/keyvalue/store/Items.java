package io.walgateway.example.keyvalue.store;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.example.keyvalue.request.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads items with their values, wherever these are. */
public final class Items {
    private final Tables tables;

    public Items(Tables tables) {
        this.tables = tables;
    }

    /** A page of the items of one id, in the order of their keys. */
    public CompletableFuture<Slice> ofId(String namespace, String id, Match match, Page page) {
        return tables.of(namespace)
                .thenCompose(
                        of -> new PageReader(of.items(), page).ofId(id, match).thenCompose(slice -> whole(of, slice)));
    }

    /** A page of all items. */
    public CompletableFuture<Slice> ofNamespace(String namespace, Page page) {
        return tables.of(namespace)
                .thenCompose(of -> new PageReader(of.items(), page).ofTable().thenCompose(slice -> whole(of, slice)));
    }

    /** One item; empty if there is none. */
    public CompletableFuture<Optional<StoredRow>> find(String namespace, String id, ByteString key) {
        return tables.of(namespace)
                .thenCompose(of -> of.items()
                        .find(id, key)
                        .thenCompose(found -> found.isPresent()
                                ? whole(of, found.get(), true).thenApply(Optional::of)
                                : CompletableFuture.completedFuture(found)));
    }

    private CompletableFuture<Slice> whole(Tables.Of of, Slice slice) {
        if (slice.rows().stream().noneMatch(row -> row.item().hasStaged())) {
            return CompletableFuture.completedFuture(slice);
        }
        List<CompletableFuture<StoredRow>> rows =
                slice.rows().stream().map(row -> whole(of, row, true)).toList();
        return CompletableFuture.allOf(rows.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ ->
                        new Slice(rows.stream().map(CompletableFuture::join).toList(), slice.last()));
    }

    /** @param again whether to read the item once more if its chunks have gone: it was replaced in the meantime */
    private static CompletableFuture<StoredRow> whole(Tables.Of of, StoredRow row, boolean again) {
        if (!row.item().hasStaged()) {
            return CompletableFuture.completedFuture(row);
        }
        return of.chunks()
                .read(row.id(), row.key(), row.item().getStaged())
                .thenCompose(value -> value.isPresent()
                        ? CompletableFuture.completedFuture(row.with(value.get()))
                        : again ? reread(of, row) : CompletableFuture.failedFuture(lost(row)));
    }

    private static CompletableFuture<StoredRow> reread(Tables.Of of, StoredRow row) {
        return of.items()
                .find(row.id(), row.key())
                .thenCompose(found ->
                        found.isPresent() ? whole(of, found.get(), false) : CompletableFuture.failedFuture(lost(row)));
    }

    private static RuntimeException lost(StoredRow row) {
        return Refusals.unavailable("id " + row.id() + " is being changed: a chunk of an item has gone");
    }
}
