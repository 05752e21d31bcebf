package io.walgateway.it.system;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.walgateway.proto.v1.GetSetRequest;
import io.walgateway.proto.v1.GetSetResponse;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A caller of the gateway, with one connection that finds its way back after each loss. */
public final class Gateway implements AutoCloseable {
    private static final Duration RECONNECT_MAX = Duration.ofMillis(200);
    private static final int MESSAGE_BYTES_MAX = 16 << 20;

    private final ManagedChannel channel;

    public Gateway(WalSystem system) {
        channel = NettyChannelBuilder.forAddress("127.0.0.1", system.grpcPort())
                .usePlaintext()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) RECONNECT_MAX.toMillis())
                .build();
    }

    ManagedChannel channel() {
        return channel;
    }

    /** One write; waits for the server where there is none, in all as long as the deadline. */
    public WriteToLogResponse write(WriteToLogRequest request, Duration deadline) {
        channel.resetConnectBackoff();
        return WalServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .writeToLog(request);
    }

    /** What is known of a mutation set. */
    public GetSetResponse set(String namespace, String id) {
        return WalServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .getSet(GetSetRequest.newBuilder()
                        .setNamespace(namespace)
                        .setBatchId(id)
                        .build());
    }

    /** The same with ten seconds. */
    public WriteToLogResponse write(WriteToLogRequest request) {
        return write(request, Duration.ofSeconds(10));
    }

    /** Waits until a write succeeds, as it does once server and queue are there and the namespace is known. */
    public WriteToLogResponse awaitTrue(WriteToLogRequest request, Duration atMost) {
        return await("TRUE from namespace " + request.getNamespace())
                .atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> write(request), response -> response.getDurable() == Trilean.TRILEAN_TRUE);
    }

    /** Waits until the server knows a namespace; nothing is written to it. */
    public void awaitServed(String namespace) {
        WriteToLogRequest refused = request(namespace, "")
                .setLifecycle(Lifecycle.newBuilder()
                        .setDelay(com.google.protobuf.Duration.newBuilder().setSeconds(-1)))
                .build();
        await("namespace " + namespace)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> refusalOf(refused), code -> code == Status.Code.INVALID_ARGUMENT);
    }

    private Status.Code refusalOf(WriteToLogRequest request) {
        try {
            write(request);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    /** A request with nothing but the needful. */
    public static WriteToLogRequest.Builder request(String namespace, String payload) {
        return WriteToLogRequest.newBuilder().setNamespace(namespace).setPayload(ByteString.copyFromUtf8(payload));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
