package io.walgateway.benchmarks.contest;

import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.v1.DeliverRequest;
import io.walgateway.proto.v1.DeliverResponse;
import io.walgateway.proto.v1.ReceiverServiceGrpc;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The generated stubs of our own contract, with a request like the target's: the blocking one, with a virtual thread for
 * each call, or the asynchronous one, whose answers are handled on the event loop.
 */
final class BareGrpc implements Contestant {
    /** As each delivery has one, which costs a timer. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final ManagedChannel channel;
    private final boolean asynchronous;
    private final ReceiverServiceGrpc.ReceiverServiceStub stub;
    private final ReceiverServiceGrpc.ReceiverServiceBlockingStub blocking;
    private long loads;

    BareGrpc(InetSocketAddress server, boolean asynchronous) {
        this.asynchronous = asynchronous;
        channel = NettyChannelBuilder.forAddress(server)
                .usePlaintext()
                .directExecutor()
                .build();
        stub = ReceiverServiceGrpc.newStub(channel);
        blocking = ReceiverServiceGrpc.newBlockingStub(channel);
    }

    @Override
    public Loop loop(int atOnce, Count count) {
        long load = -1 - loads++;
        return asynchronous
                ? new PipelinedLoop(atOnce, 1, count, number -> deliver(load, number))
                : new ThreadedLoop(
                        atOnce,
                        count,
                        number -> require(blocking.withDeadlineAfter(DEADLINE).deliver(request(load, number))));
    }

    private CompletionStage<?> deliver(long load, long number) {
        CompletableFuture<DeliverResponse> answer = new CompletableFuture<>();
        stub.withDeadlineAfter(DEADLINE).deliver(request(load, number), new StreamObserver<>() {
            @Override
            public void onNext(DeliverResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                answer.completeExceptionally(new IllegalStateException("no answer"));
            }
        });
        return answer.thenAccept(BareGrpc::require);
    }

    private static DeliverRequest request(long load, long number) {
        return DeliverRequest.newBuilder()
                .setMessageId(Payloads.id(load, number).toString())
                .setNamespace("bench")
                .setPayload(UnsafeByteOperations.unsafeWrap(Payloads.json(number)))
                .setWriteTime(Timestamp.newBuilder().setSeconds(number))
                .setAttempt(1)
                .build();
    }

    private static void require(DeliverResponse answer) {
        if (!answer.hasDelivered()) {
            throw new IllegalStateException("answered " + answer.getOutcomeCase());
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
