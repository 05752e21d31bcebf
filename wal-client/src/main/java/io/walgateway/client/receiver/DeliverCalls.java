package io.walgateway.client.receiver;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.v1.DeliverRequest;
import io.walgateway.proto.v1.DeliverResponse;
import io.walgateway.proto.v1.ReceiverServiceGrpc.ReceiverServiceImplBase;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Calls of the gateway: hands each delivery to the handler, a bounded number at once. */
final class DeliverCalls extends ReceiverServiceImplBase {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DeliveryHandler handler;
    private final Semaphore places;

    DeliverCalls(DeliveryHandler handler, int concurrencyMax) {
        this.handler = handler;
        this.places = new Semaphore(concurrencyMax, true);
    }

    @Override
    public void deliver(DeliverRequest request, StreamObserver<DeliverResponse> answer) {
        answer.onNext(Wire.response(outcome(request)));
        answer.onCompleted();
    }

    private Outcome outcome(DeliverRequest request) {
        boolean entered = false;
        try {
            entered = places.tryAcquire(patienceNanos(), TimeUnit.NANOSECONDS);
            return entered
                    ? handled(handler.handle(Wire.delivery(request)))
                    : Outcome.retryAfter(PAUSE, "as many deliveries as may be are being handled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed("the receiver is closing");
        } catch (Throwable e) {
            return Wire.failed(e);
        } finally {
            if (entered) {
                places.release();
            }
        }
    }

    /** Half of the time at most, so that a delivery that gets a place can use it. */
    private static long patienceNanos() {
        Deadline deadline = Context.current().getDeadline();
        return deadline == null
                ? PATIENCE.toNanos()
                : Math.min(PATIENCE.toNanos(), deadline.timeRemaining(TimeUnit.NANOSECONDS) / 2);
    }

    @SuppressWarnings("NullAway") // Handlers may be written without null checks.
    private static Outcome handled(Outcome outcome) {
        return outcome == null ? Outcome.failed("the handler returned null") : outcome;
    }
}
