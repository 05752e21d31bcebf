package io.walgateway.server;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One call of {@code WriteToLogStream}. It reads on while few enough of its writes are unanswered, an answer that the
 * caller has not taken counting as none given; so a caller who sends without reading, or more than the queue takes, is
 * held up by the flow control of its own connection.
 */
final class WriteStream implements StreamObserver<WriteToLogStreamRequest> {
    static final int UNANSWERED_MAX = 1024;
    static final long UNANSWERED_BYTES_MAX = 8 << 20;

    private final ServerCallStreamObserver<WriteToLogStreamResponse> caller;
    private final Function<WriteToLogRequest, CompletionStage<Answer>> write;
    private final Set<WriteStream> open;

    // All below is guarded by this.
    private final Deque<Reply> unsent = new ArrayDeque<>();
    private int unanswered;
    private long unansweredBytes;
    private boolean asked;
    private State state = State.READING;

    private enum State {
        READING,
        /** The caller sends no more. */
        HALF_CLOSED,
        /** The server reads no more. */
        DRAINING,
        ENDED
    }

    private WriteStream(
            ServerCallStreamObserver<WriteToLogStreamResponse> caller,
            Function<WriteToLogRequest, CompletionStage<Answer>> write,
            Set<WriteStream> open) {
        this.caller = caller;
        this.write = write;
        this.open = open;
    }

    /** To be called while the call is being started; the stream is in {@code open} until it ends. */
    static WriteStream open(
            ServerCallStreamObserver<WriteToLogStreamResponse> caller,
            Function<WriteToLogRequest, CompletionStage<Answer>> write,
            Set<WriteStream> open) {
        WriteStream stream = new WriteStream(caller, write, open);
        open.add(stream);
        caller.disableAutoRequest();
        caller.setOnReadyHandler(stream::proceed);
        caller.setOnCancelHandler(stream::end);
        stream.proceed();
        return stream;
    }

    @Override
    public void onNext(WriteToLogStreamRequest request) {
        int size = request.getSerializedSize();
        synchronized (this) {
            if (state != State.READING) {
                return;
            }
            asked = false;
            unanswered++;
            unansweredBytes += size;
        }
        write.apply(request.getRequest()).thenAccept(answer -> reply(new Reply(response(request, answer), size)));
        proceed();
    }

    @Override
    public synchronized void onCompleted() {
        if (state == State.READING) {
            state = State.HALF_CLOSED;
        }
        proceed();
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    synchronized void drain() {
        if (state == State.READING) {
            state = State.DRAINING;
        }
        proceed();
    }

    private synchronized void reply(Reply reply) {
        unsent.add(reply);
        proceed();
    }

    /** Does what can be done now: sends, reads on, ends. */
    private synchronized void proceed() {
        while (state != State.ENDED && !unsent.isEmpty() && caller.isReady()) {
            Reply reply = unsent.remove();
            unanswered--;
            unansweredBytes -= reply.requestBytes;
            caller.onNext(reply.response);
        }
        switch (state) {
            case READING -> readOn();
            case HALF_CLOSED, DRAINING -> endWhenAnswered();
            case ENDED -> {}
        }
    }

    private void readOn() {
        if (!asked && unanswered < UNANSWERED_MAX && unansweredBytes < UNANSWERED_BYTES_MAX) {
            asked = true;
            caller.request(1);
        }
    }

    private void endWhenAnswered() {
        if (unanswered > 0) {
            return;
        }
        boolean complete = state == State.HALF_CLOSED;
        end();
        if (complete) {
            caller.onCompleted();
        } else {
            caller.onError(Status.UNAVAILABLE
                    .withDescription("the server is going away: what has no answer was not appended")
                    .asRuntimeException());
        }
    }

    private synchronized void end() {
        state = State.ENDED;
        unsent.clear();
        open.remove(this);
    }

    private static WriteToLogStreamResponse response(WriteToLogStreamRequest request, Answer answer) {
        WriteToLogStreamResponse.Builder response =
                WriteToLogStreamResponse.newBuilder().setCorrelation(request.getCorrelation());
        switch (answer) {
            case Answer.Settled(WriteToLogResponse settled) -> response.setResponse(settled);
            case Answer.Rejected rejected -> response.setRefusal(Rejections.refusal(rejected));
        }
        return response.build();
    }

    private record Reply(WriteToLogStreamResponse response, int requestBytes) {}
}
