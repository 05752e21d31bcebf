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
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One call of {@code WriteToLogStream}. It keeps reading while few enough of its writes are unanswered; an answer that
 * the caller has not read yet counts as not given. So a caller who sends without reading, or faster than the queue
 * accepts, is held up by the flow control of its own connection.
 *
 * <p>Answers come from many threads of the queue's client at once. They are sent on the stream's own event loop, which
 * the first answer wakes and which then also finds the others.
 */
final class WriteStream implements StreamObserver<WriteToLogStreamRequest> {
    static final int UNANSWERED_MAX = 4096;
    static final long UNANSWERED_BYTES_MAX = 8 << 20;
    static final int WRITES_PER_MESSAGE_MAX = 1024;

    private static final int ANSWERS_PER_MESSAGE_MAX = 256;

    private final ServerCallStreamObserver<WriteToLogStreamResponse> caller;
    private final BiConsumer<WriteToLogRequest, Consumer<Answer>> write;
    private final Executor loop;
    private final Set<WriteStream> open;

    // Everything below is guarded by this.
    private final Deque<Reply> unsent = new ArrayDeque<>();
    private int unanswered;
    private long unansweredBytes;
    private boolean asked;
    private boolean woken;
    private boolean gathers;
    private State state = State.READING;

    private enum State {
        READING,
        /** The caller has stopped sending. */
        HALF_CLOSED,
        /** The server has stopped reading. */
        DRAINING,
        ENDED
    }

    private record Reply(long correlation, Answer answer, int requestBytes) {}

    private WriteStream(
            ServerCallStreamObserver<WriteToLogStreamResponse> caller,
            BiConsumer<WriteToLogRequest, Consumer<Answer>> write,
            Executor loop,
            Set<WriteStream> open) {
        this.caller = caller;
        this.write = write;
        this.loop = loop;
        this.open = open;
    }

    /**
     * Call it while the call is being started; the stream is in {@code open} until it ends.
     *
     * @param loop the event loop of the call's connection
     */
    static WriteStream open(
            ServerCallStreamObserver<WriteToLogStreamResponse> caller,
            BiConsumer<WriteToLogRequest, Consumer<Answer>> write,
            Executor loop,
            Set<WriteStream> open) {
        WriteStream stream = new WriteStream(caller, write, loop, open);
        open.add(stream);
        caller.disableAutoRequest();
        caller.setOnReadyHandler(stream::proceed);
        caller.setOnCancelHandler(stream::end);
        stream.proceed();
        return stream;
    }

    @Override
    public void onNext(WriteToLogStreamRequest message) {
        int more = message.getMoreCount();
        if (more >= WRITES_PER_MESSAGE_MAX) {
            refuse("more: " + more + " writes (expected: at most " + (WRITES_PER_MESSAGE_MAX - 1) + ")");
            return;
        }
        if (!take(message)) {
            return;
        }
        append(message.getCorrelation(), message.getRequest());
        for (int index = 0; index < more; index++) {
            append(message.getCorrelation() + 1 + index, message.getMore(index));
        }
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

    /** Returns false if the stream has stopped reading; this message is then not appended. */
    private synchronized boolean take(WriteToLogStreamRequest message) {
        if (state != State.READING) {
            return false;
        }
        asked = false;
        gathers |= message.getMoreCount() > 0;
        unanswered += 1 + message.getMoreCount();
        unansweredBytes += message.getRequest().getSerializedSize();
        for (int index = 0; index < message.getMoreCount(); index++) {
            unansweredBytes += message.getMore(index).getSerializedSize();
        }
        return true;
    }

    private void append(long correlation, WriteToLogRequest request) {
        int bytes = request.getSerializedSize();
        write.accept(request, answer -> reply(new Reply(correlation, answer, bytes)));
    }

    private synchronized void refuse(String why) {
        if (state != State.ENDED) {
            end();
            caller.onError(Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException());
        }
    }

    private void reply(Reply reply) {
        synchronized (this) {
            unsent.add(reply);
            if (woken) {
                return;
            }
            woken = true;
        }
        loop.execute(this::proceed);
    }

    /** Does what is possible now: sends, reads, ends. */
    private synchronized void proceed() {
        woken = false;
        while (state != State.ENDED && !unsent.isEmpty() && caller.isReady()) {
            caller.onNext(nextAnswers());
        }
        switch (state) {
            case READING -> readOn();
            case HALF_CLOSED, DRAINING -> endWhenAnswered();
            case ENDED -> {}
        }
    }

    private WriteToLogStreamResponse nextAnswers() {
        WriteToLogStreamResponse.Builder message = nextAnswer();
        for (int count = 1; gathers && count < ANSWERS_PER_MESSAGE_MAX && !unsent.isEmpty(); count++) {
            message.addMore(nextAnswer());
        }
        return message.build();
    }

    private WriteToLogStreamResponse.Builder nextAnswer() {
        Reply reply = unsent.remove();
        unanswered--;
        unansweredBytes -= reply.requestBytes;
        WriteToLogStreamResponse.Builder response =
                WriteToLogStreamResponse.newBuilder().setCorrelation(reply.correlation);
        return switch (reply.answer) {
            case Answer.Settled(WriteToLogResponse settled) -> response.setResponse(settled);
            case Answer.Rejected rejected -> response.setRefusal(Rejections.refusal(rejected));
        };
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
}
