package io.walgateway.it.chaos.load;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import io.grpc.Status;
import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;

/**
 * One write, retried until its answer is certain, each time at another server, and given up after some tries. Without
 * an idempotency token it is tried once.
 */
final class WriteTries implements FutureCallback<WriteToLogResponse> {
    private static final int TRIES_MAX = 3;

    private final Caller caller;
    private final WriteToLogRequest request;
    private final Done done;
    private int server;
    private int tries;
    private boolean perhaps;
    private String message = "";

    /** Receives the final answer, once. */
    @FunctionalInterface
    interface Done {
        /**
         * Called once.
         *
         * @param message the id that the gateway gave it; empty: none
         */
        void answered(Answer answer, String message, String detail);
    }

    WriteTries(Caller caller, WriteToLogRequest request, int server, Done done) {
        this.caller = caller;
        this.request = request;
        this.server = server;
        this.done = done;
    }

    void begin() {
        tries++;
        Futures.addCallback(caller.write(request, server++), this, Runnable::run);
    }

    @Override
    public void onSuccess(WriteToLogResponse response) {
        if (!response.getMessageId().isEmpty()) {
            message = response.getMessageId();
        }
        settle(answer(response.getDurable()), response.getMessage());
    }

    static Answer answer(Trilean durable) {
        return switch (durable) {
            case TRILEAN_TRUE -> Answer.TRUE;
            case TRILEAN_FALSE -> Answer.FALSE;
            case TRILEAN_UNKNOWN, UNRECOGNIZED -> Answer.UNKNOWN;
        };
    }

    @Override
    public void onFailure(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        settle(answer(status), status.toString());
    }

    private void settle(Answer answer, String detail) {
        boolean certain = answer != Answer.UNKNOWN;
        if (!certain && tries < TRIES_MAX && !request.getIdempotencyToken().isEmpty()) {
            perhaps = true;
            begin();
            return;
        }
        // A try that was not appended says nothing of an earlier try that may have been.
        boolean open = perhaps && answer != Answer.TRUE;
        done.answered(open ? Answer.UNKNOWN : answer, message, tries > 1 ? tries + " tries; " + detail : detail);
    }

    /**
     * Maps a status: some mean that the gateway examined the write and refused it; all others leave its outcome open.
     */
    static Answer answer(Status status) {
        return switch (status.getCode()) {
            case INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, FAILED_PRECONDITION, RESOURCE_EXHAUSTED ->
                Answer.REFUSED;
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    DEADLINE_EXCEEDED,
                    ALREADY_EXISTS,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS,
                    UNAUTHENTICATED -> Answer.UNKNOWN;
        };
    }
}
