package io.walgateway.server;

import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.walgateway.core.identity.Permission;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.runtime.grpc.GrpcPort;
import io.walgateway.runtime.grpc.IdentifiedCalls;
import io.walgateway.runtime.grpc.RpcNeed;
import io.walgateway.runtime.identity.Callers;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The service behind the server's gRPC port, and what its calls pass on their way in. */
final class WriteEndpoint implements GrpcPort.Service {
    /** What callers need for each method. */
    static final Map<String, RpcNeed> NEEDS = Map.of(
            WalServiceGrpc.getWriteToLogMethod().getFullMethodName(), RpcNeed.oneOf(Permission.APPEND),
            WalServiceGrpc.getWriteToLogStreamMethod().getFullMethodName(), RpcNeed.oneOf(Permission.APPEND),
            WalServiceGrpc.getGetSetMethod().getFullMethodName(), RpcNeed.oneOf(Permission.READ, Permission.APPEND));

    private final int messageBytesMax;
    private final Ingest ingest;
    private final ArrivingBytes arriving;
    private final ServerMeters meters;
    private final Callers callers;
    private final AtomicReference<Runnable> drain = new AtomicReference<>(() -> {});

    WriteEndpoint(int messageBytesMax, Ingest ingest, ArrivingBytes arriving, ServerMeters meters, Callers callers) {
        this.messageBytesMax = messageBytesMax;
        this.ingest = ingest;
        this.arriving = arriving;
        this.meters = meters;
        this.callers = callers;
    }

    @Override
    public String name() {
        return WalServiceGrpc.SERVICE_NAME;
    }

    @Override
    public void addTo(NettyServerBuilder server, EventLoopGroup workers) {
        WalServiceV1 service = new WalServiceV1(ingest, workers);
        drain.set(service::drain);
        server.directExecutor()
                // A message that is too large is refused as it arrives, with details.
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .addStreamTracerFactory(Arrival.factory(arriving, messageBytesMax, meters))
                .decompressorRegistry(BoundedGzip.registry(arriving, messageBytesMax))
                .intercept(new TraceContexts())
                .intercept(new IdentifiedCalls(callers, NEEDS))
                .intercept(new MessageGuard(meters))
                .addService(guarded(service.bindService()));
    }

    @Override
    public ServerServiceDefinition guarded(ServerServiceDefinition other) {
        return MessageGuard.guarded(other);
    }

    @Override
    public void drain() {
        drain.get().run();
    }
}
