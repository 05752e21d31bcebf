package io.walgateway.plugin.grpc.call;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/** Follows how far a call comes. A call that certainly was not received is sent again; the last try counts. */
final class CallTrace extends ClientStreamTracer.Factory {
    private volatile Try last = new Try();

    Stage stage() {
        return last.stage;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        Try next = new Try();
        last = next;
        return next;
    }

    private static final class Try extends ClientStreamTracer {
        private volatile Stage stage = Stage.WAITING;

        @Override
        public void streamCreated(Attributes transport, Metadata headers) {
            stage = Stage.CONNECTED;
        }

        @Override
        public void outboundHeaders() {
            stage = Stage.SENT;
        }

        @Override
        public void inboundTrailers(Metadata trailers) {
            stage = Stage.ANSWERED;
        }
    }
}
