package io.walgateway.plugin.grpc.call;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.walgateway.core.plugin.AnswerWait;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request and its answer. */
public final class UnaryCall<R> extends ClientCall.Listener<R> {
    /** gRPC ends a call at its deadline by itself; this long after that, nobody waits for it. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final CallTrace trace;
    private final CompletableFuture<Reply<R>> end = new CompletableFuture<>();
    private volatile @Nullable ClientCall<?, R> call;
    private @Nullable R first;
    private int messages;

    private UnaryCall(CallTrace trace) {
        this.trace = trace;
    }

    /**
     * The time that a call may take.
     *
     * @param connect until it has a connection
     * @param whole   until its answer
     */
    public record Limits(Duration connect, Duration whole) {}

    /** Waits for the answer. When the time is over, or the thread is interrupted, the call is cancelled. */
    public static <Q, R> Reply<R> run(
            Channel channel, MethodDescriptor<Q, R> method, Metadata headers, Q request, Limits limits)
            throws InterruptedException {
        CallTrace trace = new CallTrace();
        CallOptions options = CallOptions.DEFAULT
                .withDeadlineAfter(limits.whole().toNanos(), TimeUnit.NANOSECONDS)
                .withStreamTracerFactory(trace);
        ClientCall<Q, R> call = channel.newCall(method, options);
        UnaryCall<R> unary = new UnaryCall<>(trace);
        unary.call = call;
        try {
            call.start(unary, headers);
            // One more than there should be, to notice a stream.
            call.request(2);
            call.sendMessage(request);
            call.halfClose();
            return unary.await(call, limits);
        } catch (InterruptedException | RuntimeException e) {
            call.cancel("the delivery has ended", e);
            throw e;
        }
    }

    @Override
    public void onMessage(R message) {
        messages++;
        if (messages == 1) {
            first = message;
        } else if (call != null) {
            call.cancel("a second message", null);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end.complete(new Reply<>(trace.stage(), status, trailers, Optional.ofNullable(first), messages));
    }

    private Reply<R> await(ClientCall<?, R> started, Limits limits) throws InterruptedException {
        Duration connect = limits.connect().compareTo(limits.whole()) < 0 ? limits.connect() : limits.whole();
        Optional<Reply<R>> reply = await(connect);
        if (reply.isPresent()) {
            return reply.get();
        }
        if (trace.stage() == Stage.WAITING) {
            started.cancel("no connection in time", null);
        }
        return await(limits.whole().minus(connect).plus(GRACE)).orElseGet(() -> {
            started.cancel("no answer in time", null);
            return new Reply<>(trace.stage(), Status.DEADLINE_EXCEEDED, new Metadata(), Optional.empty(), 0);
        });
    }

    private Optional<Reply<R>> await(Duration limit) throws InterruptedException {
        try {
            return Optional.of(AnswerWait.get(end, limit));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected an end with a status, but the call failed otherwise", e);
        }
    }
}
