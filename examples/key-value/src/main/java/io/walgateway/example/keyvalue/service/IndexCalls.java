package io.walgateway.example.keyvalue.service;

import io.grpc.stub.StreamObserver;
import io.walgateway.example.keyvalue.index.Entries;
import io.walgateway.example.keyvalue.index.IndexCheck;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.request.ItemRules;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Names;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.example.keyvalue.request.TokenRule;
import io.walgateway.proto.kv.v1.AddEntriesRequest;
import io.walgateway.proto.kv.v1.AddEntriesResponse;
import io.walgateway.proto.kv.v1.CheckIndexRequest;
import io.walgateway.proto.kv.v1.CheckIndexResponse;
import io.walgateway.proto.kv.v1.CheckSide;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.proto.kv.v1.IndexDifference;
import io.walgateway.proto.kv.v1.KeyValueIndexServiceGrpc;
import io.walgateway.proto.kv.v1.Selection;
import io.walgateway.proto.kv.v1.SettleEntriesRequest;
import io.walgateway.proto.kv.v1.SettleEntriesResponse;
import java.util.concurrent.CompletableFuture;

/** The service that mutation sets call to keep indices, and operators to check them. */
final class IndexCalls extends KeyValueIndexServiceGrpc.KeyValueIndexServiceImplBase {
    private static final int ENTRIES_MAX = ItemRules.ITEMS_MAX * IndexDefinition.INDICES_MAX;
    private static final int DIFFERENCES_MAX = 100;
    private static final int CHECK_PAGE_BYTES = 256 << 10;

    private final Calls calls;
    private final Namespaces namespaces;
    private final TokenRule tokens;
    private final Entries entries;
    private final IndexCheck check;

    IndexCalls(Calls calls, Namespaces namespaces, TokenRule tokens, Entries entries, IndexCheck check) {
        this.calls = calls;
        this.namespaces = namespaces;
        this.tokens = tokens;
        this.entries = entries;
        this.check = check;
    }

    @Override
    public void addEntries(AddEntriesRequest request, StreamObserver<AddEntriesResponse> answer) {
        calls.serve("AddEntries", request, 0, answer, this::add);
    }

    @Override
    public void settleEntries(SettleEntriesRequest request, StreamObserver<SettleEntriesResponse> answer) {
        calls.serve("SettleEntries", request, 0, answer, this::settle);
    }

    @Override
    public void checkIndex(CheckIndexRequest request, StreamObserver<CheckIndexResponse> answer) {
        calls.serve("CheckIndex", request, CHECK_PAGE_BYTES, answer, this::compare);
    }

    private CompletableFuture<AddEntriesResponse> add(AddEntriesRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        Names.requireId(request.getId());
        Token token = delivered(request.hasIdempotencyToken(), request.getIdempotencyToken());
        if (request.getEntriesCount() < 1 || request.getEntriesCount() > ENTRIES_MAX) {
            throw Refusals.invalid("entries", request.getEntriesCount() + " entries", "1 to " + ENTRIES_MAX);
        }
        return entries.add(namespace, request.getId(), token.micros(), request.getEntriesList())
                .thenApply(_ -> AddEntriesResponse.getDefaultInstance());
    }

    private CompletableFuture<SettleEntriesResponse> settle(SettleEntriesRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        Names.requireId(request.getId());
        Token token = delivered(request.hasIdempotencyToken(), request.getIdempotencyToken());
        Match match = Match.of(request.getPredicate(), false);
        return entries.settle(namespace, request.getId(), token.micros(), match)
                .thenApply(removed ->
                        SettleEntriesResponse.newBuilder().setRemoved(removed).build());
    }

    /** Only the gateway calls these: entries by themselves would be wrong. */
    private Token delivered(boolean given, IdempotencyToken token) {
        if (!Arrival.isDelivered()) {
            throw Refusals.unfitting("metadata", "no wal-message-id", "a call of the gateway");
        }
        return tokens.require(given, token, true);
    }

    private CompletableFuture<CheckIndexResponse> compare(CheckIndexRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        CheckSide side = request.getSide();
        if (side == CheckSide.CHECK_SIDE_ENTRIES) {
            return check.entries(namespace, request.getIndex(), request.getPageToken())
                    .thenApply(IndexCalls::answer);
        }
        if (side == CheckSide.CHECK_SIDE_ITEMS) {
            Page page = Page.of(
                    Selection.newBuilder()
                            .setPageBytes(CHECK_PAGE_BYTES)
                            .setPageToken(request.getPageToken())
                            .build(),
                    request.toBuilder().clearPageToken().build());
            return check.items(namespace, request.getIndex(), page).thenApply(IndexCalls::answer);
        }
        throw Refusals.invalid("side", side.name(), "CHECK_SIDE_ENTRIES or CHECK_SIDE_ITEMS");
    }

    private static CheckIndexResponse answer(IndexCheck.Compared compared) {
        CheckIndexResponse.Builder answer = CheckIndexResponse.newBuilder()
                .setCompared(compared.count())
                .setDifferencesTotal(compared.differences().size())
                .setNextPageToken(compared.next());
        compared.differences().stream()
                .limit(DIFFERENCES_MAX)
                .forEach(difference -> answer.addDifferences(IndexDifference.newBuilder()
                        .setId(difference.id())
                        .setKey(difference.key())
                        .setValue(difference.value())));
        return answer.build();
    }
}
