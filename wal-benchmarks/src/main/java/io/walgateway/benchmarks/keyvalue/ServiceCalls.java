package io.walgateway.benchmarks.keyvalue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyList;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.Predicate;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The Key-Value service. */
final class ServiceCalls implements ItemCalls {
    private static final String NAMESPACE = "bench";
    private static final ByteString KEY = ByteString.copyFromUtf8("k");
    private static final ByteString VALUE = ByteString.copyFrom(new byte[VALUE_BYTES]);
    private static final Predicate ONE =
            Predicate.newBuilder().setKeys(KeyList.newBuilder().addKeys(KEY)).build();

    private final InstantSource clock;
    private final ManagedChannel channel;

    /** @param address host:port */
    ServiceCalls(String address, InstantSource clock) {
        this.clock = clock;
        channel = NettyChannelBuilder.forTarget(address)
                .usePlaintext()
                .directExecutor()
                .build();
    }

    @Override
    public CompletionStage<?> put(long number) {
        Instant now = clock.instant();
        return call(
                KeyValueServiceGrpc.getPutItemsMethod(),
                PutItemsRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setId(ItemCalls.id(number))
                        .setIdempotencyToken(IdempotencyToken.newBuilder()
                                .setToken(Long.toString(number))
                                .setGenerationTime(Timestamp.newBuilder()
                                        .setSeconds(now.getEpochSecond())
                                        .setNanos(now.getNano())))
                        .addItems(Item.newBuilder().setKey(KEY).setValue(VALUE))
                        .build());
    }

    @Override
    public CompletionStage<?> get(long number) {
        return call(
                KeyValueServiceGrpc.getGetItemsMethod(),
                GetItemsRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setId(ItemCalls.id(number))
                        .setPredicate(ONE)
                        .build());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private <Q, A> CompletionStage<A> call(MethodDescriptor<Q, A> method, Q request) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        ClientCalls.asyncUnaryCall(channel.newCall(method, CallOptions.DEFAULT), request, new StreamObserver<>() {
            @Override
            public void onNext(A message) {
                answer.complete(message);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        });
        return answer;
    }
}
