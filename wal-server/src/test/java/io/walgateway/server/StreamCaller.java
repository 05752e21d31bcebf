package io.walgateway.server;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller of {@code WriteToLogStream} that takes answers when it is told to. */
final class StreamCaller implements ClientResponseObserver<WriteToLogStreamRequest, WriteToLogStreamResponse> {
    /** Those that came in one message stand here one by one. */
    final List<WriteToLogStreamResponse> answers = new CopyOnWriteArrayList<>();

    final AtomicInteger messages = new AtomicInteger();
    /** Completes when the server ends the stream. */
    final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final CompletableFuture<ClientCallStreamObserver<WriteToLogStreamRequest>> call = new CompletableFuture<>();
    private final boolean greedy;

    private StreamCaller(boolean greedy) {
        this.greedy = greedy;
    }

    /** Takes all answers. */
    static StreamCaller open(Channel channel) {
        return open(channel, true);
    }

    /** Takes none until {@link #take}. */
    static StreamCaller openWithoutTaking(Channel channel) {
        return open(channel, false);
    }

    private static StreamCaller open(Channel channel, boolean greedy) {
        StreamCaller caller = new StreamCaller(greedy);
        WalServiceGrpc.newStub(channel).writeToLogStream(caller);
        return caller;
    }

    void send(long correlation, String namespace, int payloadBytes) {
        call().onNext(WriteToLogStreamRequest.newBuilder()
                .setCorrelation(correlation)
                .setRequest(request(namespace, payloadBytes))
                .build());
    }

    /** In one message: a write to each of these namespaces. */
    void sendTogether(long firstCorrelation, List<String> namespaces) {
        call().onNext(WriteToLogStreamRequest.newBuilder()
                .setCorrelation(firstCorrelation)
                .setRequest(request(namespaces.getFirst(), 1))
                .addAllMore(namespaces.stream()
                        .skip(1)
                        .map(namespace -> request(namespace, 1))
                        .toList())
                .build());
    }

    boolean maySend() {
        return call().isReady();
    }

    void take(int count) {
        call().request(count);
    }

    void halfClose() {
        call().onCompleted();
    }

    List<Long> correlations() {
        return answers.stream().map(WriteToLogStreamResponse::getCorrelation).toList();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WriteToLogStreamRequest> requests) {
        if (!greedy) {
            requests.disableAutoRequestWithInitial(0);
        }
        call.complete(requests);
    }

    @Override
    public void onNext(WriteToLogStreamResponse answer) {
        messages.incrementAndGet();
        answers.add(answer.toBuilder().clearMore().build());
        answers.addAll(answer.getMoreList());
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        ended.complete(null);
    }

    private static WriteToLogRequest request(String namespace, int payloadBytes) {
        return WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setPayload(ByteString.copyFrom(new byte[payloadBytes]))
                .build();
    }

    private ClientCallStreamObserver<WriteToLogStreamRequest> call() {
        return call.join();
    }
}
