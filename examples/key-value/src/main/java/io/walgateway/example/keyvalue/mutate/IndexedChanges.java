package io.walgateway.example.keyvalue.mutate;

import io.walgateway.client.WriteReceipt;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import java.util.concurrent.CompletableFuture;

/** Changes items of an indexed namespace together with their entries: one mutation set for each change. */
public final class IndexedChanges {
    private final SetCompletions sets;

    public IndexedChanges(SetCompletions sets) {
        this.sets = sets;
    }

    /** Completes when the change is durable: it will be made, with its entries. */
    public CompletableFuture<Void> put(KeyValueNamespace namespace, PutItemsRequest put, Token token) {
        if (put.getItemsList().stream().anyMatch(Item::hasChunk)) {
            throw Refusals.unfitting(
                    "items.chunk", "present", "whole values: namespace " + namespace.name() + " is indexed");
        }
        return sets.complete(MutationParts.of(namespace, put, token), token).thenAccept(IndexedChanges::require);
    }

    /** The same for a deletion. */
    public CompletableFuture<Void> delete(
            KeyValueNamespace namespace, DeleteItemsRequest delete, Match match, Token token) {
        return sets.complete(MutationParts.of(namespace, delete, match, token), token)
                .thenAccept(IndexedChanges::require);
    }

    private static void require(SetCompletions.Completion completion) {
        require(completion.receipt());
    }

    /** Ends in a status unless the write is durable. */
    static void require(WriteReceipt receipt) {
        switch (receipt) {
            case WriteReceipt.Durable _ -> {}
            case WriteReceipt.NotDurable(String why) ->
                throw Refusals.unavailable("the log: nothing was changed: " + why);
            case WriteReceipt.Unknown(String _, String why) -> throw Refusals.unavailable("the log: " + why);
            case WriteReceipt.Refused refused
            when refused.retryAfter().isPresent() -> throw Refusals.busy("the log: " + refused.why());
            case WriteReceipt.Refused refused ->
                throw Refusals.unfitting("items", "the gateway: " + refused.why(), "a change that it accepts");
        }
    }
}
