package io.walgateway.runtime.grpc;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
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
import io.walgateway.runtime.tls.PortTls;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A gRPC port: a process's service, health and reflection, and how they shut down. */
public final class GrpcPort implements AutoCloseable {
    /** Per connection; further calls wait at the caller. */
    private static final int CONCURRENT_CALLS_MAX = 2_000;
    /** Streams that outlive their connection's maximum age get this long to end by themselves. */
    private static final Duration AGE_GRACE = Duration.ofMinutes(5);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration KEEP_ALIVE_PERMITTED = Duration.ofSeconds(5);
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(10);

    private final EventLoopGroup boss =
            new MultiThreadIoEventLoopGroup(1, threads("grpc-accept"), NioIoHandler.newFactory());
    private final TrackedLoops workers;
    private final HealthStatusManager health = new HealthStatusManager();
    private final GrpcTerms terms;
    private final Service service;
    private final Server server;
    private volatile boolean draining;

    /** The service behind a port. */
    public interface Service {
        /** Its full name, under which health checks ask for it. */
        String name();

        /**
         * Adds the service, with its executor, limits and interceptors.
         *
         * @param workers the event loops of the port
         */
        void addTo(NettyServerBuilder server, EventLoopGroup workers);

        /** Health and reflection, as callers see them. */
        default ServerServiceDefinition guarded(ServerServiceDefinition other) {
            return other;
        }

        /** Called when the port accepts no more calls; calls in flight should end soon. */
        default void drain() {}
    }

    private GrpcPort(GrpcTerms terms, Optional<PortTls> tls, Service service) {
        this.terms = terms;
        this.service = service;
        workers = new TrackedLoops(terms.threads(), threads("grpc-io"));
        report(ServingStatus.NOT_SERVING);
        server = build(tls);
        tls.ifPresent(port -> port.onSweep(new TrustSweep(port, workers.connections())));
    }

    /**
     * Starts to listen; health is {@code NOT_SERVING} until {@link #serve}.
     *
     * @param tls empty: calls are not encrypted
     * @throws IOException when the address is unavailable, with the address in its message
     */
    public static GrpcPort start(GrpcTerms terms, Optional<PortTls> tls, Service service) throws IOException {
        GrpcPort port = new GrpcPort(terms, tls, service);
        try {
            port.server.start();
            return port;
        } catch (IOException e) {
            port.close();
            throw new IOException(
                    "grpc: " + terms.address() + " (expected: an address to listen on): " + Reasons.of(e), e);
        }
    }

    /** Reports to health checks that calls are accepted. */
    public void serve() {
        report(ServingStatus.SERVING);
    }

    /** The port on which it listens. */
    public int number() {
        return server.getPort();
    }

    public boolean isDraining() {
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
            if (!server.awaitTermination(terms.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
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

    private Server build(Optional<PortTls> tls) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(terms.address())
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(boss)
                .workerEventLoopGroup(workers)
                .maxConcurrentCallsPerConnection(CONCURRENT_CALLS_MAX)
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(KEEP_ALIVE_PERMITTED.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConnectionAge(terms.connectionAgeMax().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionAgeGrace(AGE_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .addService(service.guarded(health.getHealthService().bindService()))
                .addService(
                        service.guarded(ProtoReflectionServiceV1.newInstance().bindService()))
                .addService(service.guarded(alphaReflection().bindService()));
        tls.ifPresent(port -> builder.sslContext(NettyTls.of(port)));
        service.addTo(builder, workers);
        return builder.build();
    }

    /** Older tools, such as grpcurl before 1.8.8, know only this version. */
    @SuppressWarnings("deprecation")
    private static io.grpc.BindableService alphaReflection() {
        return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
    }

    private void report(ServingStatus status) {
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        health.setStatus(service.name(), status);
    }

    private static ThreadFactory threads(String name) {
        return new DefaultThreadFactory(name, true);
    }
}
