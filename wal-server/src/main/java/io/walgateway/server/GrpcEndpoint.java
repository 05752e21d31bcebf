package io.walgateway.server;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.walgateway.core.text.Reasons;
import io.walgateway.proto.v1.WalServiceGrpc;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The gRPC port: the service, health and reflection, and how they shut down. */
final class GrpcEndpoint implements AutoCloseable {
    /** Per connection; further calls wait at the caller. */
    private static final int CONCURRENT_CALLS_MAX = 2_000;
    /** Streams that outlive their connection's maximum age get this long to end by themselves. */
    private static final Duration AGE_GRACE = Duration.ofMinutes(5);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration KEEP_ALIVE_PERMITTED = Duration.ofSeconds(5);
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(10);

    private final EventLoopGroup boss = loops("grpc-accept", 1);
    private final EventLoopGroup workers;
    private final HealthStatusManager health = new HealthStatusManager();
    private final WalServiceV1 service;
    private final Duration drainTimeout;
    private final Server server;
    private volatile boolean draining;

    private GrpcEndpoint(GrpcSettings settings, Ingest ingest, ArrivingBytes arriving, ServerMeters meters) {
        drainTimeout = settings.drainTimeout();
        workers = loops("grpc-io", settings.threads());
        service = new WalServiceV1(ingest, workers);
        report(ServingStatus.NOT_SERVING);
        server = build(settings, arriving, meters);
    }

    /**
     * Starts to listen; health is {@code NOT_SERVING} until {@link #serve}.
     *
     * @throws IOException when the address is unavailable, with the address in its message
     */
    static GrpcEndpoint start(GrpcSettings settings, Ingest ingest, ArrivingBytes arriving, ServerMeters meters)
            throws IOException {
        GrpcEndpoint endpoint = new GrpcEndpoint(settings, ingest, arriving, meters);
        try {
            endpoint.server.start();
            return endpoint;
        } catch (IOException e) {
            endpoint.close();
            throw new IOException(
                    "grpc: " + settings.address() + " (expected: an address to listen on): " + Reasons.of(e), e);
        }
    }

    /** Reports to health checks that writes are accepted. */
    void serve() {
        report(ServingStatus.SERVING);
    }

    int port() {
        return server.getPort();
    }

    boolean isDraining() {
        return draining;
    }

    /**
     * Accepts no more calls, waits until those in progress are answered, and cuts off the rest after the drain
     * time-out.
     */
    @Override
    public void close() {
        draining = true;
        health.enterTerminalState();
        server.shutdown();
        service.drain();
        try {
            if (!server.awaitTermination(drainTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
                server.awaitTermination(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        var _ = workers.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        var _ = boss.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private Server build(GrpcSettings settings, ArrivingBytes arriving, ServerMeters meters) {
        return NettyServerBuilder.forAddress(settings.address())
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(boss)
                .workerEventLoopGroup(workers)
                .directExecutor()
                // A message that is too large is refused as it arrives, with details.
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .addStreamTracerFactory(Arrival.factory(arriving, settings.messageBytesMax(), meters))
                .decompressorRegistry(BoundedGzip.registry(arriving, settings.messageBytesMax()))
                .maxConcurrentCallsPerConnection(CONCURRENT_CALLS_MAX)
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(KEEP_ALIVE_PERMITTED.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConnectionAge(settings.connectionAgeMax().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionAgeGrace(AGE_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .intercept(new TraceContexts())
                .intercept(new MessageGuard(meters))
                .addService(MessageGuard.guarded(service.bindService()))
                .addService(MessageGuard.guarded(health.getHealthService().bindService()))
                .addService(MessageGuard.guarded(
                        ProtoReflectionServiceV1.newInstance().bindService()))
                .addService(MessageGuard.guarded(alphaReflection().bindService()))
                .build();
    }

    /** Older tools, such as grpcurl before 1.8.8, know only this version. */
    @SuppressWarnings("deprecation")
    private static io.grpc.BindableService alphaReflection() {
        return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
    }

    private void report(ServingStatus status) {
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        health.setStatus(WalServiceGrpc.SERVICE_NAME, status);
    }

    private static EventLoopGroup loops(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }
}
