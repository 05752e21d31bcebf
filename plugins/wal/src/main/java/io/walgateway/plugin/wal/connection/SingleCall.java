package io.walgateway.plugin.wal.connection;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One write by {@code WriteToLog}. A gateway ends the whole call of a message that is too large for it, so a large write
 * has a call of its own.
 */
final class SingleCall implements Transit {
    private final ClientCall<WriteToLogRequest, WriteToLogResponse> call;
    private final Transmission transmission;

    private SingleCall(ClientCall<WriteToLogRequest, WriteToLogResponse> call, Transmission transmission) {
        this.call = call;
        this.transmission = transmission;
    }

    /** The gateway learns the deadline, and answers shortly before it. */
    static SingleCall start(Channel channel, PendingWrite write, Duration limit) {
        Transmission transmission = new Transmission();
        CallOptions options = CallOptions.DEFAULT
                .withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS)
                .withStreamTracerFactory(transmission);
        var call = channel.newCall(WalServiceGrpc.getWriteToLogMethod(), options);
        ClientCalls.asyncUnaryCall(call, write.request(), new Caller(write, transmission));
        return new SingleCall(call, transmission);
    }

    @Override
    public boolean isConnected() {
        return transmission.hasBegun();
    }

    @Override
    public boolean withdraw() {
        call.cancel("no answer in time", null);
        return transmission.hasBegun();
    }

    private record Caller(PendingWrite write, Transmission transmission) implements StreamObserver<WriteToLogResponse> {
        @Override
        public void onNext(WriteToLogResponse response) {
            write.complete(new Reply.Settled(response));
        }

        @Override
        public void onError(Throwable failure) {
            Metadata trailers = Objects.requireNonNullElseGet(Status.trailersFromThrowable(failure), Metadata::new);
            write.complete(Replies.ofSingle(Status.fromThrowable(failure), trailers, transmission.hasBegun()));
        }

        @Override
        public void onCompleted() {
            // A call that ends in order has had its response.
        }
    }
}
