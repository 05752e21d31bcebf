package io.walgateway.client;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.walgateway.local.port.FreePorts;
import io.walgateway.proto.v1.Refusal;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that does as it is told: a reaction for each write, in turn, and TRUE when there are none left. */
public final class FakeGateway implements AutoCloseable {
    private final Server server;
    private final int port;
    private final Queue<WriteToLogRequest> requests = new ConcurrentLinkedQueue<>();
    private final List<Integer> writesPerMessage = new CopyOnWriteArrayList<>();
    private final Queue<Reaction> reactions = new ConcurrentLinkedQueue<>();
    private volatile Reaction otherwise = Reaction.TRUE;

    /** What becomes of a write. */
    public enum Reaction {
        TRUE,
        FALSE,
        UNKNOWN,
        /** INVALID_ARGUMENT, of the field {@code target.kafka.topic}. */
        INVALID,
        /** RESOURCE_EXHAUSTED, with a wait of 200 ms. */
        OVERLOADED,
        /** The call breaks. */
        BREAK,
        SILENCE
    }

    private FakeGateway(int wanted) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted))
                .addService(new Service())
                .build()
                .start();
        this.port = server.getPort();
    }

    public static FakeGateway start() throws IOException {
        // Nobody else takes it between its end and its next start.
        return new FakeGateway(FreePorts.next());
    }

    public static FakeGateway startOn(int port) throws IOException {
        return new FakeGateway(port);
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** In this order, and then as {@link #always} says. */
    public FakeGateway next(Reaction... given) {
        reactions.addAll(List.of(given));
        return this;
    }

    public FakeGateway always(Reaction given) {
        otherwise = given;
        return this;
    }

    /** All writes that have come, refused and repeated ones, too. */
    public List<WriteToLogRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many writes each message of a stream had. */
    public List<Integer> writesPerMessage() {
        return writesPerMessage;
    }

    /** Returns when the port is free again. */
    @Override
    public void close() {
        try {
            server.shutdownNow().awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reaction take(WriteToLogRequest request) {
        requests.add(request);
        Reaction reaction = reactions.poll();
        return reaction == null ? otherwise : reaction;
    }

    private static WriteToLogResponse response(Trilean durable, WriteToLogRequest request) {
        return WriteToLogResponse.newBuilder()
                .setDurable(durable)
                .setMessage(durable == Trilean.TRILEAN_TRUE ? "" : "scripted")
                .setMessageId("id-" + request.getIdempotencyToken())
                .build();
    }

    private final class Service extends WalServiceGrpc.WalServiceImplBase {
        @Override
        public void writeToLog(WriteToLogRequest request, StreamObserver<WriteToLogResponse> caller) {
            switch (take(request)) {
                case TRUE -> answer(Trilean.TRILEAN_TRUE, request, caller);
                case FALSE -> answer(Trilean.TRILEAN_FALSE, request, caller);
                case UNKNOWN -> answer(Trilean.TRILEAN_UNKNOWN, request, caller);
                case INVALID ->
                    caller.onError(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                            .setCode(Code.INVALID_ARGUMENT_VALUE)
                            .setMessage("target.kafka.topic: a/b (expected: a topic)")
                            .addDetails(Any.pack(BadRequest.newBuilder()
                                    .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                            .setField("target.kafka.topic"))
                                    .build()))
                            .build()));
                case OVERLOADED ->
                    caller.onError(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                            .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
                            .setMessage("overloaded")
                            .addDetails(Any.pack(RetryInfo.newBuilder()
                                    .setRetryDelay(Duration.newBuilder().setNanos(200_000_000))
                                    .build()))
                            .build()));
                case BREAK ->
                    caller.onError(Status.UNAVAILABLE.withDescription("broken").asRuntimeException());
                case SILENCE -> {}
            }
        }

        @Override
        public StreamObserver<WriteToLogStreamRequest> writeToLogStream(
                StreamObserver<WriteToLogStreamResponse> caller) {
            return new StreamObserver<>() {
                @Override
                public void onNext(WriteToLogStreamRequest message) {
                    writesPerMessage.add(1 + message.getMoreCount());
                    boolean open = react(message.getCorrelation(), message.getRequest(), caller);
                    for (int i = 0; open && i < message.getMoreCount(); i++) {
                        open = react(message.getCorrelation() + 1 + i, message.getMore(i), caller);
                    }
                }

                @Override
                public void onError(Throwable gone) {}

                @Override
                public void onCompleted() {
                    caller.onCompleted();
                }
            };
        }

        private void answer(Trilean durable, WriteToLogRequest request, StreamObserver<WriteToLogResponse> caller) {
            caller.onNext(response(durable, request));
            caller.onCompleted();
        }

        private boolean react(
                long correlation, WriteToLogRequest request, StreamObserver<WriteToLogStreamResponse> caller) {
            WriteToLogStreamResponse.Builder answer =
                    WriteToLogStreamResponse.newBuilder().setCorrelation(correlation);
            switch (take(request)) {
                case TRUE ->
                    caller.onNext(answer.setResponse(response(Trilean.TRILEAN_TRUE, request))
                            .build());
                case FALSE ->
                    caller.onNext(answer.setResponse(response(Trilean.TRILEAN_FALSE, request))
                            .build());
                case UNKNOWN ->
                    caller.onNext(answer.setResponse(response(Trilean.TRILEAN_UNKNOWN, request))
                            .build());
                case INVALID ->
                    caller.onNext(answer.setRefusal(Refusal.newBuilder()
                                    .setCode(Code.INVALID_ARGUMENT_VALUE)
                                    .setField("target.kafka.topic")
                                    .setMessage("a/b"))
                            .build());
                case OVERLOADED ->
                    caller.onNext(answer.setRefusal(Refusal.newBuilder()
                                    .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
                                    .setRetryAfter(Duration.newBuilder().setNanos(200_000_000)))
                            .build());
                case BREAK -> {
                    caller.onError(Status.UNAVAILABLE.withDescription("broken").asRuntimeException());
                    return false;
                }
                case SILENCE -> {}
            }
            return true;
        }
    }

    /** The payload of a write that came. */
    public static String text(WriteToLogRequest request) {
        ByteString payload = request.getPayload();
        return payload.toStringUtf8();
    }
}
