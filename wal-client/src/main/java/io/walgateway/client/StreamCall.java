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

/** One call of {@code WriteToLogStream}, from its start to its end. Sending is its owner's, one thread at a time. */
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

    /** Hears of the call, on one thread at a time. */
    interface Owner {
        /** There is room to send. */
        void ready();

        void answered(WriteToLogStreamResponse message);

        /** Nothing comes after it. */
        void ended(StreamCall over, Status status, @Nullable Metadata trailers);
    }

    /** Never after {@link #cancel}: what is sent then is an error. */
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
