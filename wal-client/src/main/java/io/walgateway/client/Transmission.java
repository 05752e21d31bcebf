package io.walgateway.client;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/** Records whether any of a call may have left this process: a write without a connection is certainly not appended. */
final class Transmission extends ClientStreamTracer.Factory {
    private volatile boolean begun;

    boolean hasBegun() {
        return begun;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata sent) {
                begun = true;
            }
        };
    }
}
