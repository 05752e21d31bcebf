package io.walgateway.consumer.writer;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.replication.RegionNames;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.proto.v1.ApplyRequest;
import io.walgateway.proto.v1.ApplyResponse;
import io.walgateway.proto.v1.RegionalWrite;
import io.walgateway.proto.v1.WriterServiceGrpc;
import io.walgateway.runtime.InHand;
import io.walgateway.runtime.grpc.GrpcPort;
import io.walgateway.runtime.grpc.IdentifiedCalls;
import io.walgateway.runtime.grpc.RpcNeed;
import io.walgateway.runtime.identity.AccessControl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service of the writer group. Each request has a virtual thread, which waits for the outcomes of its writes. */
final class ApplyService extends WriterServiceGrpc.WriterServiceImplBase implements GrpcPort.Service {
    /** What callers need for each method. */
    static final Map<String, RpcNeed> NEEDS =
            Map.of(WriterServiceGrpc.getApplyMethod().getFullMethodName(), RpcNeed.oneOf(Permission.APPLY));

    private static final Logger log = LoggerFactory.getLogger(ApplyService.class);
    /** A request with its framing; its content may expand to {@link ArrivedWrites#BYTES_MAX}. */
    private static final int MESSAGE_BYTES_MAX = ArrivedWrites.BYTES_MAX + (1 << 20);

    private static final java.time.Duration PATIENCE_MAX = java.time.Duration.ofMinutes(10);
    private static final java.time.Duration PATIENCE_DEFAULT = java.time.Duration.ofSeconds(10);
    /** The answer is sent this part of the caller's patience before it ends, so that it arrives in time. */
    private static final int MARGIN_DIVISOR = 20;

    private static final Duration BUSY_RETRY =
            Duration.newBuilder().setNanos(100_000_000).build();

    private final String region;
    private final Applier applier;
    private final InHand inHand;
    private final WriterMeters meters;
    private final InstantSource clock;
    private final AccessControl access;

    /** @param region where this process runs */
    ApplyService(
            String region,
            Applier applier,
            InHand inHand,
            WriterMeters meters,
            InstantSource clock,
            AccessControl access) {
        this.region = region;
        this.applier = applier;
        this.inHand = inHand;
        this.meters = meters;
        this.clock = clock;
        this.access = access;
    }

    @Override
    public String name() {
        return WriterServiceGrpc.SERVICE_NAME;
    }

    @Override
    public void addTo(NettyServerBuilder server, EventLoopGroup workers) {
        server.executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("writer-", 0).factory()))
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .intercept(new IdentifiedCalls(access.callers(), NEEDS))
                .addService(this);
    }

    @Override
    public void apply(ApplyRequest request, StreamObserver<ApplyResponse> answer) {
        try {
            requirePermission(IdentifiedCalls.caller());
            answer.onNext(applied(request));
            answer.onCompleted();
        } catch (StatusException | StatusRuntimeException e) {
            meters.refused();
            answer.onError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.onError(
                    Status.UNAVAILABLE.withDescription("the writer is closing").asException());
        }
    }

    private void requirePermission(Caller caller) throws StatusException {
        if (access.decide(caller, Permission.APPLY, new Resource.WriterGroup()) instanceof Decision.Denied denied) {
            log.info("refused a caller: principal={} why={}", caller, denied);
            throw Status.PERMISSION_DENIED.withDescription(denied.toString()).asException();
        }
    }

    private ApplyResponse applied(ApplyRequest request) throws StatusException, InterruptedException {
        if (!RegionNames.areSame(request.getRegion(), region)) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("region: " + Printable.of(request.getRegion()) + " (expected: " + region
                            + ", where this writer runs)")
                    .asException();
        }
        long bytes = ArrivedWrites.bytes(request);
        if (!inHand.tryTake(0, bytes)) {
            throw busy();
        }
        List<RegionalWrite> writes;
        try {
            writes = ArrivedWrites.of(request);
            if (!inHand.tryTake(writes.size(), 0)) {
                throw busy();
            }
        } catch (StatusException | StatusRuntimeException e) {
            inHand.release(0, bytes);
            throw e;
        }
        return response(applier.apply(writes, deadline(), () -> inHand.release(writes.size(), bytes)), writes);
    }

    private ApplyResponse response(List<DeliveryOutcome> outcomes, List<RegionalWrite> writes) {
        ApplyResponse.Builder response = ApplyResponse.newBuilder();
        for (int i = 0; i < outcomes.size(); i++) {
            meters.applied(outcomes.get(i), writes.get(i), clock.instant());
            response.addOutcomes(ApplyOutcomes.of(outcomes.get(i)));
        }
        return response.build();
    }

    private Instant deadline() {
        java.time.Duration left = Optional.ofNullable(Context.current().getDeadline())
                .map((Deadline deadline) -> java.time.Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)))
                .filter(patience -> patience.compareTo(PATIENCE_MAX) < 0)
                .orElse(PATIENCE_DEFAULT);
        return clock.instant().plus(left.minus(left.dividedBy(MARGIN_DIVISOR)));
    }

    private static StatusRuntimeException busy() {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.RESOURCE_EXHAUSTED.value())
                .setMessage("the writer has as much in hand as its limits allow")
                .addDetails(Any.pack(
                        RetryInfo.newBuilder().setRetryDelay(BUSY_RETRY).build()))
                .build());
    }
}
