package io.walgateway.plugin.wal.connection;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One call of {@code WriteToLogStream}, and the writes on it without an answer. One thread at a time sends. */
final class StreamCall {
    private final ClientCall<WriteToLogStreamRequest, WriteToLogStreamResponse> call;
    private final Transmission transmission;
    private final Map<Long, PendingWrite> unanswered = new ConcurrentHashMap<>();
    private final long opened = System.nanoTime();
    private long correlation;
    private boolean cancelled;
    private volatile boolean answered;

    private StreamCall(ClientCall<WriteToLogStreamRequest, WriteToLogStreamResponse> call, Transmission transmission) {
        this.call = call;
        this.transmission = transmission;
    }

    /** Receives the call's events, one at a time, and never on the thread that opens it. */
    interface Owner {
        /** Called when there is room to send. */
        void ready();

        /** The last event. The call still holds the writes that were not answered. */
        void ended(StreamCall over, Status status);
    }

    static StreamCall open(Channel channel, Owner owner) {
        Transmission transmission = new Transmission();
        StreamCall opened = new StreamCall(
                channel.newCall(
                        WalServiceGrpc.getWriteToLogStreamMethod(),
                        CallOptions.DEFAULT.withStreamTracerFactory(transmission)),
                transmission);
        opened.call.start(opened.new Listener(owner), new Metadata());
        opened.call.request(1);
        return opened;
    }

    boolean isReady() {
        return !cancelled && call.isReady();
    }

    boolean hasBegun() {
        return transmission.hasBegun();
    }

    /** True if at least one write has been answered. */
    boolean hasAnswered() {
        return answered;
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - opened > age.toNanos();
    }

    /** Sends writes in one message; not empty. */
    void send(List<PendingWrite> writes) {
        WriteToLogStreamRequest.Builder message = WriteToLogStreamRequest.newBuilder()
                .setCorrelation(correlation)
                .setRequest(writes.getFirst().request());
        for (PendingWrite write : writes) {
            unanswered.put(correlation++, write);
        }
        writes.stream().skip(1).forEach(write -> message.addMore(write.request()));
        call.sendMessage(message.build());
    }

    /** Forgets a write whose answer nobody awaits; false: it is not on this call. */
    boolean forget(PendingWrite write) {
        return unanswered.values().remove(write);
    }

    /** Sends no more; the gateway ends the call when it has answered everything. */
    void finish() {
        if (hasBegun()) {
            call.halfClose();
        } else {
            cancel("no connection");
        }
    }

    void cancel(String why) {
        cancelled = true;
        call.cancel(why, null);
    }

    /** Replies to the writes that were not answered. */
    void fail(Reply reply) {
        unanswered.values().forEach(write -> write.complete(reply));
        unanswered.clear();
    }

    private final class Listener extends ClientCall.Listener<WriteToLogStreamResponse> {
        private final Owner owner;

        Listener(Owner owner) {
            this.owner = owner;
        }

        @Override
        public void onReady() {
            owner.ready();
        }

        @Override
        public void onMessage(WriteToLogStreamResponse message) {
            answered = true;
            answer(message);
            message.getMoreList().forEach(this::answer);
            call.request(1);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            owner.ended(StreamCall.this, status);
        }

        private void answer(WriteToLogStreamResponse response) {
            PendingWrite write = unanswered.remove(response.getCorrelation());
            if (write != null) {
                write.complete(Replies.of(response));
            }
        }
    }
}
