package io.walgateway.plugin.wal;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
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
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that does with each write what the beginning of its ordering key says. */
final class ScriptedGateway implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX = 64 << 20;
    private static final Duration WAIT =
            Duration.newBuilder().setNanos(300_000_000).build();

    private final Server server;
    private final Queue<WriteToLogRequest> requests = new ConcurrentLinkedQueue<>();
    private final List<Integer> writesPerMessage = new CopyOnWriteArrayList<>();
    private final AtomicInteger singles = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();

    private ScriptedGateway(int port) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .addService(new Service())
                .build()
                .start();
    }

    static ScriptedGateway start() throws IOException {
        // Nobody else takes it between its end and its next start.
        return new ScriptedGateway(FreePorts.next());
    }

    static ScriptedGateway startOn(int port) throws IOException {
        return new ScriptedGateway(port);
    }

    int port() {
        return server.getPort();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    List<WriteToLogRequest> requests() {
        return List.copyOf(requests);
    }

    List<Integer> writesPerMessage() {
        return writesPerMessage;
    }

    int singles() {
        return singles.get();
    }

    int streams() {
        return streams.get();
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

    private static WriteToLogResponse response(Trilean durable) {
        return WriteToLogResponse.newBuilder()
                .setDurable(durable)
                .setMessage("as told")
                .build();
    }

    private static Refusal.Builder refusal(Code code, String field) {
        return Refusal.newBuilder()
                .setCode(code.getNumber())
                .setMessage("as told")
                .setField(field);
    }

    /** What becomes of a write: an answer, or the end of its call, or nothing. */
    private WriteToLogStreamResponse.Builder answer(WriteToLogRequest request) {
        requests.add(request);
        WriteToLogStreamResponse.Builder answer = WriteToLogStreamResponse.newBuilder();
        return switch (request.getOrderingKey().toStringUtf8()) {
            case "false" -> answer.setResponse(response(Trilean.TRILEAN_FALSE));
            case "unknown" -> answer.setResponse(response(Trilean.TRILEAN_UNKNOWN));
            case "loop" -> answer.setRefusal(refusal(Code.INVALID_ARGUMENT, "passage.logs"));
            case "absent" -> answer.setRefusal(refusal(Code.NOT_FOUND, "namespace"));
            case "forbidden" -> answer.setRefusal(refusal(Code.PERMISSION_DENIED, "namespace"));
            case "busy" ->
                answer.setRefusal(refusal(Code.RESOURCE_EXHAUSTED, "").setRetryAfter(WAIT));
            case "large" -> answer.setRefusal(refusal(Code.RESOURCE_EXHAUSTED, "payload"));
            case "break" -> throw Status.UNAVAILABLE.withDescription("as told").asRuntimeException();
            case "silent" -> answer;
            default -> answer.setResponse(response(Trilean.TRILEAN_TRUE));
        };
    }

    private static StatusRuntimeException status(Refusal refusal) {
        com.google.rpc.Status.Builder status =
                com.google.rpc.Status.newBuilder().setCode(refusal.getCode()).setMessage(refusal.getMessage());
        if (!refusal.getField().isEmpty()) {
            status.addDetails(Any.pack(BadRequest.newBuilder()
                    .addFieldViolations(BadRequest.FieldViolation.newBuilder().setField(refusal.getField()))
                    .build()));
        }
        if (refusal.hasRetryAfter()) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(refusal.getRetryAfter())
                    .build()));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private final class Service extends WalServiceGrpc.WalServiceImplBase {
        @Override
        public void writeToLog(WriteToLogRequest request, StreamObserver<WriteToLogResponse> caller) {
            singles.incrementAndGet();
            try {
                WriteToLogStreamResponse.Builder answer = answer(request);
                if (answer.hasResponse()) {
                    caller.onNext(answer.getResponse());
                    caller.onCompleted();
                } else if (answer.hasRefusal()) {
                    caller.onError(status(answer.getRefusal()));
                }
            } catch (StatusRuntimeException broken) {
                caller.onError(broken);
            }
        }

        @Override
        public StreamObserver<WriteToLogStreamRequest> writeToLogStream(
                StreamObserver<WriteToLogStreamResponse> caller) {
            streams.incrementAndGet();
            return new StreamObserver<>() {
                @Override
                public void onNext(WriteToLogStreamRequest message) {
                    writesPerMessage.add(1 + message.getMoreCount());
                    try {
                        react(message.getCorrelation(), message.getRequest());
                        for (int i = 0; i < message.getMoreCount(); i++) {
                            react(message.getCorrelation() + 1 + i, message.getMore(i));
                        }
                    } catch (StatusRuntimeException broken) {
                        caller.onError(broken);
                    }
                }

                @Override
                public void onError(Throwable gone) {}

                @Override
                public void onCompleted() {
                    caller.onCompleted();
                }

                private void react(long correlation, WriteToLogRequest request) {
                    WriteToLogStreamResponse.Builder answer = answer(request);
                    if (answer.hasResponse() || answer.hasRefusal()) {
                        caller.onNext(answer.setCorrelation(correlation).build());
                    }
                }
            };
        }
    }
}
