package io.walgateway.it.chaos.load;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A caller with a connection to each server. */
public final class Caller implements AutoCloseable {
    private static final int CONNECT_MILLIS_MAX = 500;
    private static final Duration DEADLINE = Duration.ofSeconds(7);

    private final List<ManagedChannel> channels;

    public Caller(List<Integer> ports) {
        channels = ports.stream().map(Caller::channel).toList();
    }

    /** Sends one write to one of the servers; any number is allowed, and is taken modulo the number of servers. */
    ListenableFuture<WriteToLogResponse> write(WriteToLogRequest request, int server) {
        return WalServiceGrpc.newFutureStub(channels.get(Math.floorMod(server, channels.size())))
                .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .writeToLog(request);
    }

    private static ManagedChannel channel(int port) {
        return NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .keepAliveTime(10, TimeUnit.SECONDS)
                .build();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
