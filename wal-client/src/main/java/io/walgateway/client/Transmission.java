package io.walgateway.client;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/** Whether any of a call may have left this process: what never had a connection has certainly not been appended. */
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
