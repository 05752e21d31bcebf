package io.walgateway.runtime.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.ThreadFactory;

/** Event loops that know the open connections which they serve. */
final class TrackedLoops extends MultiThreadIoEventLoopGroup {
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    TrackedLoops(int threads, ThreadFactory factory) {
        super(threads, factory, NioIoHandler.newFactory());
    }

    @Override
    public ChannelFuture register(Channel connection) {
        connections.add(connection);
        return super.register(connection);
    }

    ChannelGroup connections() {
        return connections;
    }
}
