package io.walgateway.plugin.grpc.connection;

import io.grpc.Channel;
import java.util.Optional;

/** The channel and the authorization of a call, which closes it when it has ended. */
public final class Access implements AutoCloseable {
    private final Channel channel;
    private final Optional<String> authorization;
    private final Runnable end;

    Access(Channel channel, Optional<String> authorization, Runnable end) {
        this.channel = channel;
        this.authorization = authorization;
        this.end = end;
    }

    public Channel channel() {
        return channel;
    }

    /** The value of {@code authorization}, if there is one; secret. */
    public Optional<String> authorization() {
        return authorization;
    }

    @Override
    public void close() {
        end.run();
    }
}
