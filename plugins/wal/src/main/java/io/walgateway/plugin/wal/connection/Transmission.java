package io.walgateway.plugin.wal.connection;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/** Records whether a call has got a connection: until then, nothing of it has left this process. */
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
