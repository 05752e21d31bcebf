package io.walgateway.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import org.jspecify.annotations.Nullable;

/** One call of {@code WriteToLogStream}, from its start to its end. Only its owner sends, from one thread at a time. */
final class StreamCall {
    private final ClientCall<WriteToLogStreamRequest, WriteToLogStreamResponse> call;
    private final Transmission transmission = new Transmission();
    private boolean cancelled;

    StreamCall(Owner owner, Channel channel) {
        call = channel.newCall(
                WalServiceGrpc.getWriteToLogStreamMethod(), CallOptions.DEFAULT.withStreamTracerFactory(transmission));
        call.start(new Listener(owner), new Metadata());
        call.request(1);
    }

    /** Receives the call's events, on one thread at a time. */
    interface Owner {
        /** Called when there is room to send. */
        void ready();

        void answered(WriteToLogStreamResponse message);

        /** The last event of a call. */
        void ended(StreamCall over, Status status, @Nullable Metadata trailers);
    }

    /** False after {@link #cancel}: sending would then be an error. */
    boolean isReady() {
        return !cancelled && call.isReady();
    }

    boolean hasBegun() {
        return transmission.hasBegun();
    }

    void send(WriteToLogStreamRequest message) {
        call.sendMessage(message);
    }

    void cancel(String why) {
        cancelled = true;
        call.cancel(why, null);
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
            owner.answered(message);
            call.request(1);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            owner.ended(StreamCall.this, status, trailers);
        }
    }
}
