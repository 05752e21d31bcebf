package io.walgateway.example.keyvalue.mutate;

import io.walgateway.client.WriteReceipt;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.request.ItemRules;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Names;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.example.keyvalue.request.TokenRule;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.MutateItemsRequest;
import io.walgateway.proto.kv.v1.MutateItemsResponse;
import io.walgateway.proto.kv.v1.Mutation;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.v1.Trilean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Makes one mutation set of changes to several ids and namespaces. */
public final class Mutations {
    private static final int MUTATIONS_MAX = 1_000;

    private final Namespaces namespaces;
    private final TokenRule tokens;
    private final ItemRules rules;
    private final SetCompletions sets;

    private record Place(String namespace, String id) {}

    public Mutations(Namespaces namespaces, TokenRule tokens, ItemRules rules, SetCompletions sets) {
        this.namespaces = namespaces;
        this.tokens = tokens;
        this.rules = rules;
        this.sets = sets;
    }

    /** Answers TRUE only when the set's marker is durable. */
    public CompletableFuture<MutateItemsResponse> mutate(MutateItemsRequest request) {
        Token token = tokens.require(request.hasIdempotencyToken(), request.getIdempotencyToken(), false);
        int count = request.getMutationsCount();
        if (count < 1 || count > MUTATIONS_MAX) {
            throw Refusals.invalid("mutations", count + " mutations", "1 to " + MUTATIONS_MAX);
        }
        List<SetPart> parts = new ArrayList<>();
        Map<Place, Integer> earlier = new HashMap<>();
        for (int i = 0; i < count; i++) {
            parts.addAll(parts("mutations[" + i + "]", request.getMutations(i), token, earlier));
        }
        return sets.complete(parts, token).thenApply(Mutations::answer);
    }

    private List<SetPart> parts(String field, Mutation mutation, Token token, Map<Place, Integer> earlier) {
        return switch (mutation.getChangeCase()) {
            case PUT -> {
                PutItemsRequest put = mutation.getPut();
                KeyValueNamespace namespace = namespace(field, put.getNamespace());
                requirePlain(field, put.hasIdempotencyToken(), put.hasCondition());
                Names.requireId(put.getId());
                rules.require(put.getItemsList());
                if (put.getItemsList().stream().anyMatch(Item::hasChunk)) {
                    throw Refusals.invalid(field + ".items", "a chunk", "whole values: the service makes the chunks");
                }
                yield MutationParts.of(namespace, put, later(token, namespace, put.getId(), earlier));
            }
            case DELETE -> {
                DeleteItemsRequest delete = mutation.getDelete();
                KeyValueNamespace namespace = namespace(field, delete.getNamespace());
                requirePlain(field, delete.hasIdempotencyToken(), delete.hasCondition() || delete.hasSpread());
                Names.requireId(delete.getId());
                Match match = Match.of(delete.getPredicate(), false);
                yield MutationParts.of(namespace, delete, match, later(token, namespace, delete.getId(), earlier));
            }
            case CHANGE_NOT_SET -> throw Refusals.invalid(field, "empty", "put or delete");
        };
    }

    /** Changes of one id differ in their times, so that their sequence decides. */
    private static Token later(Token token, KeyValueNamespace namespace, String id, Map<Place, Integer> earlier) {
        return token.later(earlier.merge(new Place(namespace.name(), id), 1, Integer::sum) - 1);
    }

    private KeyValueNamespace namespace(String field, String name) {
        KeyValueNamespace namespace = namespaces.require(name);
        if (!namespace.wal()) {
            throw Refusals.unfitting(field + ".namespace", name, "a namespace with wal: true in the settings");
        }
        return namespace;
    }

    private static void requirePlain(String field, boolean hasToken, boolean hasMore) {
        if (hasToken) {
            throw Refusals.invalid(field + ".idempotency_token", "present", "none: that of the request covers all");
        }
        if (hasMore) {
            throw Refusals.invalid(field, "a condition or a spread", "none in a set, which is applied as a whole");
        }
    }

    private static MutateItemsResponse answer(SetCompletions.Completion completion) {
        MutateItemsResponse.Builder answer = MutateItemsResponse.newBuilder().setSetId(completion.setId());
        return switch (completion.receipt()) {
            case WriteReceipt.Durable _ ->
                answer.setDurable(Trilean.TRILEAN_TRUE).build();
            case WriteReceipt.NotDurable(String why) ->
                answer.setDurable(Trilean.TRILEAN_FALSE).setMessage(why).build();
            case WriteReceipt.Unknown(String _, String why) ->
                answer.setDurable(Trilean.TRILEAN_UNKNOWN).setMessage(why).build();
            case WriteReceipt.Refused refused
            when refused.retryAfter().isPresent() ->
                answer.setDurable(Trilean.TRILEAN_FALSE)
                        .setMessage(refused.why())
                        .build();
            case WriteReceipt.Refused refused ->
                throw Refusals.unfitting("mutations", "the gateway: " + refused.why(), "a set that it accepts");
        };
    }
}
