package io.walgateway.plugin.replication;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.proto.v1.ApplyRequest;
import io.walgateway.proto.v1.ApplyResponse;
import io.walgateway.proto.v1.WriterServiceGrpc;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connection to one writer group: requests go to all addresses of its name in turn. Safe for any number of threads.
 */
final class WriterLink implements AutoCloseable {
    /** The answer to a full request: a reason of 1,000 characters for each write. */
    private static final int ANSWER_BYTES_MAX = 8 << 20;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(5);
    /** gRPC reports a missed deadline itself; this only bounds the wait for the report. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration BUSY = Duration.ofMillis(100);
    private static final int REASON_CHARS_MAX = 1_000;

    private final String address;
    private final ManagedChannel channel;
    /** How many requests use it; guarded by the links to which it belongs. */
    int users;

    /** The result of a request. */
    sealed interface Result {}

    record Answered(ApplyResponse response) implements Result {}

    /** The outcome of all its writes. */
    record Ended(DeliveryOutcome outcome) implements Result {}

    /**
     * @param address host and port
     * @param tls     empty: requests are not encrypted
     */
    WriterLink(String address, Optional<LiveTls> tls) {
        this.address = address;
        this.channel = ChannelTls.apply(NettyChannelBuilder.forTarget(target(address)), tls)
                .defaultLoadBalancingPolicy("round_robin")
                .maxInboundMessageSize(ANSWER_BYTES_MAX)
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .idleTimeout(IDLE.toMillis(), TimeUnit.MILLISECONDS)
                .directExecutor()
                .build();
    }

    /** The address as a name for DNS; the brackets of an IPv6 address are encoded. */
    private static String target(String address) {
        try {
            return new URI("dns", "", "/" + address, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("writer: " + address + " (expected: HOST:PORT)", e);
        }
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @throws BatchRefusedException when the writer refuses the request as a whole, and it has several writes
     */
    Result apply(ApplyRequest request, Duration left) throws InterruptedException {
        if (!left.isPositive()) {
            return new Ended(new DeliveryOutcome.Throttled(BUSY, "no time was left to send to " + this));
        }
        reconnectAtOnce();
        Sent sent = new Sent();
        ListenableFuture<ApplyResponse> answer = WriterServiceGrpc.newFutureStub(channel)
                .withDeadlineAfter(left.toNanos(), TimeUnit.NANOSECONDS)
                .withOption(Sent.KEY, sent)
                .withInterceptors(Sent.TRACING)
                .apply(request);
        try {
            return new Answered(answer.get(left.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            Throwable failure = e.getCause() == null ? e : e.getCause();
            return ended(Status.fromThrowable(failure), failure, sent.isSent());
        } catch (TimeoutException e) {
            return new Ended(new DeliveryOutcome.Unknown("no answer from " + this + " in time: may be applied"));
        } finally {
            answer.cancel(true);
        }
    }

    /** The pauses between deliveries to a writer group that is away are the consumer's; gRPC's own grow to minutes. */
    private void reconnectAtOnce() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }

    /** Why no request would get through; empty: one would, or it cannot be told. */
    Optional<String> trouble(String region, Duration patience) throws InterruptedException {
        try {
            // The writer checks the region before it finds that there is nothing to apply.
            return switch (apply(ApplyRequest.newBuilder().setRegion(region).build(), patience)) {
                case Ended(DeliveryOutcome.Unavailable(String why)) -> Optional.of(why);
                case Ended(DeliveryOutcome.Unknown(String why)) -> Optional.of(why);
                case Ended _, Answered _ -> Optional.empty();
            };
        } catch (BatchRefusedException e) {
            return Optional.empty();
        }
    }

    private Ended ended(Status status, Throwable cause, boolean sent) {
        String why = this + ": " + reason(status);
        return switch (status.getCode()) {
            case FAILED_PRECONDITION, UNIMPLEMENTED -> new Ended(new DeliveryOutcome.Unavailable(why));
            case RESOURCE_EXHAUSTED ->
                new Ended(hint(cause)
                        .<DeliveryOutcome>map(after -> new DeliveryOutcome.Throttled(after, why))
                        .orElseGet(() -> certainty(sent, why)));
            case INVALID_ARGUMENT -> throw new BatchRefusedException(why);
            default -> new Ended(certainty(sent, why));
        };
    }

    private static DeliveryOutcome certainty(boolean sent, String why) {
        return sent
                ? new DeliveryOutcome.Unknown(why + ": may be applied")
                : new DeliveryOutcome.Unavailable(why + ": certainly not applied");
    }

    /** How long a busy writer asks to wait; others that answer RESOURCE_EXHAUSTED, such as a proxy, ask for nothing. */
    private static Optional<Duration> hint(Throwable cause) {
        return Optional.ofNullable(StatusProto.fromThrowable(cause)).stream()
                .flatMap(status -> status.getDetailsList().stream())
                .filter(detail -> detail.is(RetryInfo.class))
                .map(WriterLink::delay)
                .findFirst();
    }

    private static Duration delay(com.google.protobuf.Any detail) {
        try {
            return Outcomes.bounded(detail.unpack(RetryInfo.class).getRetryDelay());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            return BUSY;
        }
    }

    private static String reason(Status status) {
        String description = status.getDescription();
        if (status.getCause() != null) {
            return Reasons.of(status.getCause());
        }
        return description == null ? status.getCode().toString() : Printable.of(description, REASON_CHARS_MAX);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    @Override
    public String toString() {
        return "writer group " + address;
    }

    /** Whether any byte of a request has left this process: if none has, it was certainly not applied. */
    private static final class Sent extends ClientStreamTracer {
        private static final CallOptions.Key<Sent> KEY = CallOptions.Key.create("sent");
        private static final SentInterceptor TRACING = new SentInterceptor();

        private volatile boolean sent;

        private boolean isSent() {
            return sent;
        }

        @Override
        public void outboundMessage(int sequence) {
            sent = true;
        }
    }

    /** Gives each call its tracer. */
    private static final class SentInterceptor implements io.grpc.ClientInterceptor {
        @Override
        public <Q, A> io.grpc.ClientCall<Q, A> interceptCall(
                io.grpc.MethodDescriptor<Q, A> method, CallOptions options, io.grpc.Channel next) {
            Sent sent = options.getOption(Sent.KEY);
            return next.newCall(
                    method,
                    sent == null
                            ? options
                            : options.withStreamTracerFactory(new ClientStreamTracer.Factory() {
                                @Override
                                public ClientStreamTracer newClientStreamTracer(
                                        ClientStreamTracer.StreamInfo info, Metadata headers) {
                                    return sent;
                                }
                            }));
        }
    }
}
