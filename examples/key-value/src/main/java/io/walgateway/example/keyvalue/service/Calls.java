package io.walgateway.example.keyvalue.service;

import com.google.protobuf.MessageLite;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.example.keyvalue.store.StoreFaults;
import io.walgateway.runtime.InHand;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Serves calls: takes each one within the limits, and answers it with the result or the status of its failure. */
public final class Calls {
    private final InHand inHand;
    private final KeyValueMeters meters;

    public Calls(InHand inHand, KeyValueMeters meters) {
        this.inHand = inHand;
        this.meters = meters;
    }

    /**
     * Serves one call.
     *
     * @param pageBytes what the answer may take beside the request
     * @param work      called at once; throws, or ends with, a status where it fails
     */
    <Q extends MessageLite, A> void serve(
            String method,
            Q request,
            long pageBytes,
            StreamObserver<A> observer,
            Function<Q, CompletableFuture<A>> work) {
        long start = System.nanoTime();
        long bytes = request.getSerializedSize() + pageBytes;
        // Without it, an answer to a caller that has gone would throw.
        ((ServerCallStreamObserver<A>) observer).setOnCancelHandler(() -> {});
        if (!inHand.tryTake(1, bytes)) {
            InHand.Limits limits = inHand.limits();
            meters.answered(method, Status.Code.RESOURCE_EXHAUSTED, System.nanoTime() - start);
            observer.onError(Refusals.busy(limits.itemsMax() + " requests, " + limits.bytesMax() + " bytes"));
            return;
        }
        begin(request, work).whenComplete((answer, failure) -> {
            inHand.release(1, bytes);
            if (failure == null) {
                observer.onNext(answer);
                observer.onCompleted();
                meters.answered(method, Status.Code.OK, System.nanoTime() - start);
            } else {
                StatusRuntimeException status = StoreFaults.of(failure);
                observer.onError(status);
                meters.answered(method, status.getStatus().getCode(), System.nanoTime() - start);
            }
        });
    }

    private static <Q, A> CompletableFuture<A> begin(Q request, Function<Q, CompletableFuture<A>> work) {
        try {
            return work.apply(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
