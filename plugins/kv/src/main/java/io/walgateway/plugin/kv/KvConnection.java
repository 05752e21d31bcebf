package io.walgateway.plugin.kv;

import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.text.Printable;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one service. A call fails at once while the service cannot be reached; a new connection is tried
 * twice a second.
 */
final class KvConnection implements AutoCloseable {
    private static final int CALLS_MAX = 10_000;
    private static final int PATIENCE_SECONDS = 30;
    private static final int MESSAGE_BYTES_MAX = 8 << 20;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);
    private static final long RECONNECT_NANOS = Duration.ofMillis(500).toNanos();
    private static final int REASON_CHARS_MAX = 500;

    private final KvSettings settings;
    private final ManagedChannel channel;
    private final Semaphore places = new Semaphore(CALLS_MAX);
    private final AtomicLong lastReconnect = new AtomicLong(System.nanoTime());

    KvConnection(KvSettings settings) {
        this.settings = settings;
        this.channel = NettyChannelBuilder.forTarget("dns:///" + settings.address())
                .usePlaintext()
                .defaultLoadBalancingPolicy("round_robin")
                .directExecutor()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    /**
     * One call. The stage fails with {@link StorageUnavailableException}, or, if the service refuses the request for
     * good, with {@link IllegalArgumentException}.
     */
    <Q, A> CompletableFuture<A> call(MethodDescriptor<Q, A> method, Q request) {
        return call(
                method,
                request,
                CallOptions.DEFAULT.withDeadlineAfter(settings.requestTimeout().toNanos(), TimeUnit.NANOSECONDS));
    }

    /** The same, but it waits for a connection, and for tables to be made. */
    <Q, A> CompletableFuture<A> callPatiently(MethodDescriptor<Q, A> method, Q request) {
        return call(
                method,
                request,
                CallOptions.DEFAULT.withWaitForReady().withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private <Q, A> CompletableFuture<A> call(MethodDescriptor<Q, A> method, Q request, CallOptions options) {
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new StorageUnavailableException("kv: more than " + CALLS_MAX + " requests at once", null));
        }
        reconnect();
        Answer<A> answer = new Answer<>();
        ClientCalls.asyncUnaryCall(channel.newCall(method, options), request, answer);
        return answer.result.whenComplete((_, _) -> places.release());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private void reconnect() {
        long now = System.nanoTime();
        long last = lastReconnect.get();
        if (now - last > RECONNECT_NANOS
                && channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE
                && lastReconnect.compareAndSet(last, now)) {
            channel.resetConnectBackoff();
        }
    }

    private final class Answer<A> implements StreamObserver<A> {
        private final CompletableFuture<A> result = new CompletableFuture<>();
        private @Nullable A message;

        @Override
        public void onNext(A given) {
            message = given;
        }

        @Override
        public void onError(Throwable failure) {
            reconnect();
            result.completeExceptionally(failure(failure));
        }

        @Override
        public void onCompleted() {
            if (message == null) {
                onError(Status.INTERNAL.withDescription("no answer").asRuntimeException());
            } else {
                result.complete(message);
            }
        }
    }

    private RuntimeException failure(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        String why = "key-value service at " + settings.address() + ": " + status.getCode() + " "
                + Printable.of(
                        status.getDescription() == null ? Reasons.of(failure) : status.getDescription(),
                        REASON_CHARS_MAX);
        return switch (status.getCode()) {
            case INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED ->
                new IllegalArgumentException(why, failure);
            default -> new StorageUnavailableException(why, failure);
        };
    }
}
