package io.walgateway.example.keyvalue.service;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.mutate.IndexedChanges;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.request.ItemRules;
import io.walgateway.example.keyvalue.request.Names;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.example.keyvalue.request.TokenRule;
import io.walgateway.example.keyvalue.store.ChunkTable;
import io.walgateway.example.keyvalue.store.Expectation;
import io.walgateway.example.keyvalue.store.ItemTable;
import io.walgateway.example.keyvalue.store.NewItem;
import io.walgateway.example.keyvalue.store.Tables;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.kv.v1.PutItemsResponse;
import io.walgateway.proto.kv.v1.StagedValue;
import io.walgateway.proto.kv.v1.StoredItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Puts items: large values in chunks first, then the items that name them. */
final class Puts {
    private static final PutItemsResponse APPLIED =
            PutItemsResponse.newBuilder().setApplied(true).build();

    private final Namespaces namespaces;
    private final Tables tables;
    private final TokenRule tokens;
    private final ItemRules rules;
    private final IndexedChanges indexed;

    Puts(Namespaces namespaces, Tables tables, TokenRule tokens, ItemRules rules, IndexedChanges indexed) {
        this.namespaces = namespaces;
        this.tables = tables;
        this.tokens = tokens;
        this.rules = rules;
        this.indexed = indexed;
    }

    CompletableFuture<PutItemsResponse> put(PutItemsRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        Names.requireId(request.getId());
        rules.require(request.getItemsList());
        boolean delivered = Arrival.isDelivered();
        Token token = tokens.require(request.hasIdempotencyToken(), request.getIdempotencyToken(), delivered);
        if (request.hasCondition()) {
            return conditionally(namespace, request);
        }
        if (namespace.isIndexed() && !delivered) {
            return indexed.put(namespace, request, token).thenApply(_ -> APPLIED);
        }
        return tables.of(namespace.name())
                .thenCompose(of -> items(namespace, of, request, token)
                        .thenCompose(items -> of.items().put(request.getId(), items, token.micros())))
                .thenApply(_ -> APPLIED);
    }

    private CompletableFuture<PutItemsResponse> conditionally(KeyValueNamespace namespace, PutItemsRequest request) {
        requireConditional(namespace);
        if (request.getItemsCount() != 1) {
            throw Refusals.invalid("items", request.getItemsCount() + " items", "one item where there is a condition");
        }
        Item item = request.getItems(0);
        requireWhole(namespace, item);
        return tables.of(namespace.name())
                .thenCompose(of -> of.items().put(request.getId(), whole(item), Expectation.of(request.getCondition())))
                .thenApply(Puts::answer);
    }

    static void requireConditional(KeyValueNamespace namespace) {
        if (!namespace.conditional()) {
            throw Refusals.unfitting(
                    "condition",
                    "present",
                    "none: namespace " + namespace.name()
                            + " orders changes by their tokens, and no item may have both");
        }
    }

    private static PutItemsResponse answer(ItemTable.Conditional outcome) {
        PutItemsResponse.Builder answer = PutItemsResponse.newBuilder().setApplied(outcome.applied());
        outcome.present()
                .ifPresent(row -> answer.setPresent(row.proto().toBuilder().clearWriteTime()));
        return answer.build();
    }

    /** The items to store, once the chunks of large ones are there; a chunk that is not the last one makes none. */
    private CompletableFuture<List<NewItem>> items(
            KeyValueNamespace namespace, Tables.Of of, PutItemsRequest request, Token token) {
        List<NewItem> items = new ArrayList<>();
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (Item item : request.getItemsList()) {
            if (!isStaged(item)) {
                items.add(whole(item));
                continue;
            }
            requireWhole(namespace, item);
            var place = new ChunkTable.Place(request.getId(), item.getKey(), token.version());
            done = done.thenCompose(_ -> staged(of.chunks(), place, item))
                    .thenAccept(staged -> staged.ifPresent(it -> items.add(named(item, it))));
        }
        return done.thenApply(_ -> items);
    }

    private CompletableFuture<Optional<StagedValue>> staged(ChunkTable chunks, ChunkTable.Place place, Item item) {
        if (!item.hasChunk()) {
            return chunks.stage(place, item.getValue()).thenApply(Optional::of);
        }
        int number = item.getChunk().getNumber();
        int total = item.getChunk().getTotal();
        return chunks.stage(place, number, item.getValue())
                .thenCompose(_ -> number < total - 1
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : chunks.complete(place, total, rules.itemBytesMax()).thenApply(Optional::of));
    }

    private static boolean isStaged(Item item) {
        return item.hasChunk() || item.getValue().size() >= ItemRules.WHOLE_BYTES_MAX;
    }

    private static void requireWhole(KeyValueNamespace namespace, Item item) {
        if (namespace.conditional() && isStaged(item)) {
            throw Refusals.unfitting(
                    "items.value",
                    item.getValue().size() + " bytes",
                    "less than " + ItemRules.WHOLE_BYTES_MAX + " bytes, and no chunks, in the conditional namespace "
                            + namespace.name());
        }
    }

    private static NewItem whole(Item item) {
        return new NewItem(item.getKey(), stored(item).setValue(item.getValue()).build(), expiry(item));
    }

    private static NewItem named(Item item, StagedValue staged) {
        return new NewItem(item.getKey(), stored(item).setStaged(staged).build(), expiry(item));
    }

    private static StoredItem.Builder stored(Item item) {
        return StoredItem.newBuilder().setValue(ByteString.EMPTY).putAllMetadata(item.getMetadataMap());
    }

    private static Optional<Instant> expiry(Item item) {
        return item.hasExpireTime()
                ? Optional.of(Instant.ofEpochSecond(
                        item.getExpireTime().getSeconds(), item.getExpireTime().getNanos()))
                : Optional.empty();
    }
}
