package io.walgateway.plugin.kv;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.proto.kv.v1.All;
import io.walgateway.proto.kv.v1.Condition;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.DeleteItemsResponse;
import io.walgateway.proto.kv.v1.DescribeNamespaceRequest;
import io.walgateway.proto.kv.v1.DescribeNamespaceResponse;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.GetItemsResponse;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyList;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.Predicate;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.kv.v1.PutItemsResponse;
import io.walgateway.proto.kv.v1.Selection;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The items of one storage namespace, which is a conditional namespace of the service. A key is an id there, and a
 * number is a key of four bytes, so that numbers come in their order.
 */
final class KvStorage implements DurableStorage {
    private static final Predicate ALL =
            Predicate.newBuilder().setAll(All.getDefaultInstance()).build();

    private final Supplier<KvConnection> connection;
    private final String namespace;
    private final Timestamps timestamps;
    private volatile @Nullable Instant latest;

    KvStorage(Supplier<KvConnection> connection, String namespace, Timestamps timestamps) {
        this.connection = connection;
        this.namespace = namespace;
        this.timestamps = timestamps;
    }

    /** Asks what the namespace is, which makes its tables; waits for both. Fails unless it is conditional. */
    CompletableFuture<Instant> provision() {
        return call(it -> it.callPatiently(KeyValueServiceGrpc.getDescribeNamespaceMethod(), description()))
                .thenApply(this::described);
    }

    private CompletableFuture<Instant> describe() {
        return call(it -> it.call(KeyValueServiceGrpc.getDescribeNamespaceMethod(), description()))
                .thenApply(this::described);
    }

    private DescribeNamespaceRequest description() {
        return DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build();
    }

    @Override
    public Optional<Instant> latestExpiry() {
        return Optional.ofNullable(latest);
    }

    @Override
    public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
        PutItemsRequest request = request(key, number, content, expiry).build();
        return storing(expiry, () -> put(request)).thenApply(_ -> null);
    }

    @Override
    public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
        PutItemsRequest request = request(key, number, content, expiry)
                .setCondition(Condition.newBuilder().setAbsent(true))
                .build();
        return storing(expiry, () -> put(request))
                .thenApply(answer -> answer.getApplied()
                        ? Optional.empty()
                        : Optional.of(bytes(answer.getPresent().getValue())));
    }

    @Override
    public CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry) {
        PutItemsRequest request = request(key, number, content, expiry)
                .setCondition(Condition.newBuilder().setValue(string(expected)))
                .build();
        return storing(expiry, () -> put(request))
                .thenApply(answer -> answer.getApplied()
                        || (answer.hasPresent()
                                && bytes(answer.getPresent().getValue()).equals(content)));
    }

    @Override
    public CompletionStage<Void> remove(String key, int number) {
        DurableStorage.requireKey(key);
        DurableStorage.requireNumber(number);
        DeleteItemsRequest request = deletion(key)
                .setPredicate(one(number))
                .setCondition(Condition.newBuilder().setPresent(true))
                .build();
        return asStored(delete(request)).thenApply(_ -> null);
    }

    @Override
    public CompletionStage<Optional<Bytes>> get(String key, int number) {
        DurableStorage.requireKey(key);
        DurableStorage.requireNumber(number);
        GetItemsRequest request = reading(key).setPredicate(one(number)).build();
        return asStored(get(request))
                .thenApply(answer -> answer.getItemsList().stream().findFirst().map(item -> bytes(item.getValue())));
    }

    @Override
    public CompletionStage<List<Integer>> numbers(String key) {
        DurableStorage.requireKey(key);
        return asStored(numbers(key, Selection.newBuilder().setKeysOnly(true).build(), new ArrayList<>()));
    }

    @Override
    public CompletionStage<Void> delete(String key) {
        DurableStorage.requireKey(key);
        return asStored(delete(deletion(key).setPredicate(ALL).build())).thenApply(_ -> null);
    }

    private CompletableFuture<List<Integer>> numbers(String key, Selection selection, List<Integer> found) {
        return get(reading(key).setSelection(selection).build()).thenCompose(answer -> {
            answer.getItemsList()
                    .forEach(item ->
                            found.add(item.getKey().asReadOnlyByteBuffer().getInt()));
            return answer.getNextPageToken().isEmpty()
                    ? CompletableFuture.completedFuture(List.copyOf(found))
                    : numbers(
                            key,
                            selection.toBuilder()
                                    .setPageToken(answer.getNextPageToken())
                                    .build(),
                            found);
        });
    }

    /** Stores nothing that would have to be kept for longer than the service can. */
    private <T> CompletionStage<T> storing(Instant expiry, Supplier<CompletableFuture<T>> request) {
        Instant known = latest;
        CompletableFuture<Instant> bound = known == null ? describe() : CompletableFuture.completedFuture(known);
        return asStored(bound.thenCompose(at -> expiry.isAfter(at)
                ? CompletableFuture.failedFuture(new StorageUnavailableException(
                        "the service keeps nothing past " + at + ", but this until " + expiry, null))
                : request.get()));
    }

    private Instant described(DescribeNamespaceResponse answer) {
        if (!answer.getConditional()) {
            throw new IllegalArgumentException("namespace " + namespace
                    + " of the key-value service is not conditional (expected: conditional: true, or a name that its"
                    + " storage-namespaces cover)");
        }
        Instant at = Instant.ofEpochSecond(answer.getLatestExpireTime().getSeconds());
        latest = at;
        return at;
    }

    private CompletableFuture<PutItemsResponse> put(PutItemsRequest request) {
        return call(it -> it.call(KeyValueServiceGrpc.getPutItemsMethod(), request));
    }

    private CompletableFuture<GetItemsResponse> get(GetItemsRequest request) {
        return call(it -> it.call(KeyValueServiceGrpc.getGetItemsMethod(), request));
    }

    private CompletableFuture<DeleteItemsResponse> delete(DeleteItemsRequest request) {
        return call(it -> it.call(KeyValueServiceGrpc.getDeleteItemsMethod(), request));
    }

    private <A> CompletableFuture<A> call(Function<KvConnection, CompletableFuture<A>> request) {
        try {
            return request.apply(connection.get());
        } catch (StorageUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whatever the service refuses, the storage is of no use until somebody has changed that. */
    private static <T> CompletionStage<T> asStored(CompletableFuture<T> stage) {
        return stage.exceptionallyCompose(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            return CompletableFuture.failedFuture(
                    cause instanceof StorageUnavailableException
                            ? cause
                            : new StorageUnavailableException("kv: " + cause.getMessage(), cause));
        });
    }

    private PutItemsRequest.Builder request(String key, int number, Bytes content, Instant expiry) {
        DurableStorage.requireKey(key);
        DurableStorage.requireNumber(number);
        DurableStorage.requireContent(content);
        return PutItemsRequest.newBuilder()
                .setNamespace(namespace)
                .setId(key)
                .setIdempotencyToken(timestamps.next())
                .addItems(Item.newBuilder()
                        .setKey(key(number))
                        .setValue(string(content))
                        .setExpireTime(Timestamp.newBuilder()
                                .setSeconds(expiry.getEpochSecond())
                                .setNanos(expiry.getNano())));
    }

    private DeleteItemsRequest.Builder deletion(String key) {
        return DeleteItemsRequest.newBuilder()
                .setNamespace(namespace)
                .setId(key)
                .setIdempotencyToken(timestamps.next());
    }

    private GetItemsRequest.Builder reading(String key) {
        return GetItemsRequest.newBuilder().setNamespace(namespace).setId(key);
    }

    private static Predicate one(int number) {
        return Predicate.newBuilder()
                .setKeys(KeyList.newBuilder().addKeys(key(number)))
                .build();
    }

    private static ByteString key(int number) {
        return ByteString.copyFrom(
                ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    private static ByteString string(Bytes content) {
        return UnsafeByteOperations.unsafeWrap(content.asBuffer());
    }

    private static Bytes bytes(ByteString value) {
        return Bytes.wrap(value.toByteArray());
    }
}
