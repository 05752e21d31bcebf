package io.walgateway.example.keyvalue.service;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.mutate.IndexedChanges;
import io.walgateway.example.keyvalue.mutate.SpreadDeletes;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Names;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.example.keyvalue.request.TokenRule;
import io.walgateway.example.keyvalue.store.Expectation;
import io.walgateway.example.keyvalue.store.ItemTable;
import io.walgateway.example.keyvalue.store.Tables;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.DeleteItemsResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Deletes items: all of an id, some keys, or a range. */
final class Deletes {
    private static final DeleteItemsResponse APPLIED =
            DeleteItemsResponse.newBuilder().setApplied(true).build();

    private final Namespaces namespaces;
    private final Tables tables;
    private final TokenRule tokens;
    private final IndexedChanges indexed;
    private final SpreadDeletes spread;

    Deletes(Namespaces namespaces, Tables tables, TokenRule tokens, IndexedChanges indexed, SpreadDeletes spread) {
        this.namespaces = namespaces;
        this.tables = tables;
        this.tokens = tokens;
        this.indexed = indexed;
        this.spread = spread;
    }

    CompletableFuture<DeleteItemsResponse> delete(DeleteItemsRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        Names.requireId(request.getId());
        Match match = Match.of(request.getPredicate(), false);
        boolean delivered = Arrival.isDelivered();
        Token token = tokens.require(request.hasIdempotencyToken(), request.getIdempotencyToken(), delivered);
        if (request.hasCondition()) {
            return conditionally(namespace, request, match);
        }
        if (request.hasSpread()) {
            return spread.delete(namespace, request, match, token).thenApply(_ -> APPLIED);
        }
        if (namespace.isIndexed() && !delivered) {
            return indexed.delete(namespace, request, match, token).thenApply(_ -> APPLIED);
        }
        return tables.of(namespace.name())
                .thenCompose(of -> namespace.conditional() && match instanceof Match.All
                        ? of.items().deleteConditional(request.getId())
                        : of.items().delete(request.getId(), match, token.micros()))
                .thenApply(_ -> APPLIED);
    }

    private CompletableFuture<DeleteItemsResponse> conditionally(
            KeyValueNamespace namespace, DeleteItemsRequest request, Match match) {
        Puts.requireConditional(namespace);
        if (!(match instanceof Match.Keys(List<ByteString> keys)) || keys.size() != 1) {
            throw Refusals.invalid("predicate", "more than one item", "one key where there is a condition");
        }
        Expectation expectation = Expectation.of(request.getCondition());
        if (expectation instanceof Expectation.Absent) {
            throw Refusals.invalid("condition", "absent", "present or value: there is nothing else to delete");
        }
        return tables.of(namespace.name())
                .thenCompose(of -> of.items().delete(request.getId(), keys.getFirst(), expectation))
                .thenApply(Deletes::answer);
    }

    private static DeleteItemsResponse answer(ItemTable.Conditional outcome) {
        DeleteItemsResponse.Builder answer = DeleteItemsResponse.newBuilder().setApplied(outcome.applied());
        outcome.present()
                .ifPresent(row -> answer.setPresent(row.proto().toBuilder().clearWriteTime()));
        return answer.build();
    }
}
