package io.walgateway.benchmarks.peer;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Callback;

/** One stream: the writes of a message are answered in one message, when all of them are acknowledged. */
final class BareStream implements StreamObserver<WriteToLogStreamRequest> {
    static final WriteToLogResponse DURABLE =
            WriteToLogResponse.newBuilder().setDurable(Trilean.TRILEAN_TRUE).build();

    private final BiConsumer<WriteToLogRequest, Callback> append;
    private final ServerCallStreamObserver<WriteToLogStreamResponse> caller;
    private boolean gone;

    BareStream(
            BiConsumer<WriteToLogRequest, Callback> append, ServerCallStreamObserver<WriteToLogStreamResponse> caller) {
        this.append = append;
        this.caller = caller;
        caller.setOnCancelHandler(this::leave);
    }

    @Override
    public void onNext(WriteToLogStreamRequest message) {
        Answers answers = new Answers(message.getCorrelation(), message.getMoreCount() + 1);
        Callback acknowledged = (_, failure) -> answers.add(failure == null);
        append.accept(message.getRequest(), acknowledged);
        message.getMoreList().forEach(write -> append.accept(write, acknowledged));
    }

    @Override
    public void onError(Throwable failure) {
        leave();
    }

    @Override
    public synchronized void onCompleted() {
        if (!gone) {
            caller.onCompleted();
        }
        gone = true;
    }

    private synchronized void leave() {
        gone = true;
    }

    private synchronized void send(WriteToLogStreamResponse response) {
        if (!gone) {
            caller.onNext(response);
        }
    }

    /** The single answer to a message. The order in which its writes are acknowledged does not matter. */
    private final class Answers {
        private final long first;
        private final int all;
        private int acknowledged;
        private boolean failed;

        Answers(long first, int all) {
            this.first = first;
            this.all = all;
        }

        synchronized void add(boolean durable) {
            acknowledged++;
            failed |= !durable;
            if (acknowledged == all && !failed) {
                send(response());
            }
        }

        private WriteToLogStreamResponse response() {
            WriteToLogStreamResponse.Builder response = answer(first);
            for (int more = 1; more < all; more++) {
                response.addMore(answer(first + more));
            }
            return response.build();
        }

        private static WriteToLogStreamResponse.Builder answer(long correlation) {
            return WriteToLogStreamResponse.newBuilder()
                    .setCorrelation(correlation)
                    .setResponse(DURABLE);
        }
    }
}
