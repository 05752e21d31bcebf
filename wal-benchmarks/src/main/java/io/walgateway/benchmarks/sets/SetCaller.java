package io.walgateway.benchmarks.sets;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Sends parts and markers of one namespace, and expects each to be answered TRUE. Safe for any number of threads. */
final class SetCaller implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 30;

    private final String namespace;
    private final ManagedChannel channel;

    SetCaller(int port, String namespace) {
        this.namespace = namespace;
        this.channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    /** Sends all parts at once. */
    void parts(String set, List<ByteString> payloads, Optional<Target> target) throws InterruptedException {
        List<ListenableFuture<WriteToLogResponse>> sent = new ArrayList<>();
        for (int sequence = 0; sequence < payloads.size(); sequence++) {
            sent.add(send(request(set, sequence, payloads.get(sequence), target)));
        }
        for (ListenableFuture<WriteToLogResponse> answer : sent) {
            expectTrue(answer);
        }
    }

    void part(String set, int sequence, ByteString payload) throws InterruptedException {
        expectTrue(send(request(set, sequence, payload, Optional.empty())));
    }

    void marker(String set, int parts) throws InterruptedException {
        expectTrue(send(WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setOrderingKey(ByteString.copyFromUtf8(set))
                .setBatchPart(BatchPart.newBuilder().setBatchId(set).setPartsTotal(parts))
                .build()));
    }

    private WriteToLogRequest request(String set, int sequence, ByteString payload, Optional<Target> target) {
        WriteToLogRequest.Builder request = WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setPayload(payload)
                .setOrderingKey(ByteString.copyFromUtf8(set))
                .setBatchPart(BatchPart.newBuilder().setBatchId(set).setSequence(sequence));
        target.ifPresent(request::setTarget);
        return request.build();
    }

    private ListenableFuture<WriteToLogResponse> send(WriteToLogRequest request) {
        return WalServiceGrpc.newFutureStub(channel)
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .writeToLog(request);
    }

    private static void expectTrue(ListenableFuture<WriteToLogResponse> answer) throws InterruptedException {
        try {
            WriteToLogResponse response = answer.get();
            if (response.getDurable() != Trilean.TRILEAN_TRUE) {
                throw new IllegalStateException(response.getDurable() + ": " + response.getMessage());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
