package io.walgateway.client;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.walgateway.client.WriteReceipt.NotDurable;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes by {@code WriteToLog}, a call for each try. Safe for any number of threads. */
final class SingleWrites {
    private final Channels channels;
    private final RetryTimer timer;
    private final ClientLimits limits;
    private final InFlight inFlight;
    private final Set<PendingWrite> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SingleWrites(Channels channels, RetryTimer timer, ClientLimits limits) {
        this.channels = channels;
        this.timer = timer;
        this.limits = limits;
        this.inFlight = limits.inFlight();
    }

    /** Never blocks: where there is no room, the write is not made. */
    CompletionStage<WriteReceipt> write(Write given) {
        Write write = given.withToken();
        if (!limits.fits(write)) {
            return CompletableFuture.completedFuture(limits.tooLarge(write));
        }
        PendingWrite pending = new PendingWrite(write, limits.deadline());
        return inFlight.tryEnter(pending.bytes()) ? begin(pending) : noRoom();
    }

    /** Waits for room, as long as the write's deadline. */
    CompletionStage<WriteReceipt> writeWhenThereIsRoom(Write given) throws InterruptedException {
        Write write = given.withToken();
        if (!limits.fits(write)) {
            return CompletableFuture.completedFuture(limits.tooLarge(write));
        }
        PendingWrite pending = new PendingWrite(write, limits.deadline());
        return inFlight.enter(pending.bytes(), limits.deadline()) ? begin(pending) : noRoom();
    }

    /** Takes no more writes, and waits for those under way, at most this long. */
    void drain(Duration atMost) {
        closed = true;
        try {
            var _ = inFlight.awaitNothing(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up the writes that are left; to be called after the channels are closed. */
    void giveUp() {
        open.forEach(pending -> pending.giveUp("the client was closed"));
    }

    private CompletionStage<WriteReceipt> begin(PendingWrite pending) {
        open.add(pending);
        pending.receipt().whenComplete((_, _) -> {
            if (open.remove(pending)) {
                inFlight.leave(pending.bytes());
            }
        });
        if (closed) {
            pending.giveUp("the client is closed");
        } else {
            attempt(pending);
        }
        return pending.receipt().minimalCompletionStage();
    }

    private void attempt(PendingWrite pending) {
        if (pending.isOverdue()) {
            pending.giveUp("the deadline had passed before the next try");
            return;
        }
        pending.begin();
        Duration left = pending.left();
        Duration patience = left.compareTo(limits.tryTimeout()) < 0 ? left : limits.tryTimeout();
        Transmission transmission = new Transmission();
        CallOptions options = CallOptions.DEFAULT
                .withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS)
                .withStreamTracerFactory(transmission);
        ClientCalls.asyncUnaryCall(
                channels.next().newCall(WalServiceGrpc.getWriteToLogMethod(), options),
                pending.request(),
                new Caller(pending, transmission));
    }

    private void answered(PendingWrite pending, Answer answer) {
        pending.pause(answer, limits.retries())
                .ifPresentOrElse(pause -> timer.after(pause, () -> attempt(pending)), () -> pending.settle(answer));
    }

    private CompletionStage<WriteReceipt> noRoom() {
        return CompletableFuture.completedFuture(
                new NotDurable("too much at once (expected: at most " + inFlight + ")"));
    }

    /** Receives the answer of one try. */
    private final class Caller implements StreamObserver<WriteToLogResponse> {
        private final PendingWrite pending;
        private final Transmission transmission;
        private @Nullable WriteToLogResponse response;

        Caller(PendingWrite pending, Transmission transmission) {
            this.pending = pending;
            this.transmission = transmission;
        }

        @Override
        public void onNext(WriteToLogResponse given) {
            response = given;
        }

        @Override
        public void onError(Throwable failure) {
            answered(
                    pending,
                    Answers.of(
                            Status.fromThrowable(failure),
                            Status.trailersFromThrowable(failure),
                            transmission.hasBegun(),
                            pending.token()));
        }

        @Override
        public void onCompleted() {
            if (response == null) {
                onError(Status.INTERNAL.withDescription("no response").asRuntimeException());
            } else {
                answered(pending, Answers.of(response, pending.token()));
            }
        }
    }
}
