package io.walgateway.it.fuzz;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.walgateway.it.system.RawBytes;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Each call gets an answer within five seconds, and none is answered by an exception. */
final class CallTarget implements FuzzTarget {
    static final int ANSWERED_WITHIN_SECONDS = 5;

    private static final List<String> NAMES = List.of("authorization", "traceparent", "x-forwarded-client-cert");
    private static final Set<Status.Code> UNMAPPED =
            EnumSet.of(Status.Code.UNKNOWN, Status.Code.INTERNAL, Status.Code.DEADLINE_EXCEEDED);

    private final ManagedChannel channel;
    private final MethodDescriptor<byte[], byte[]> method = WalServiceGrpc.getWriteToLogMethod().toBuilder(
                    RawBytes.MARSHALLER, RawBytes.MARSHALLER)
            .build();

    CallTarget(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    @Override
    public List<byte[]> seeds() {
        byte[] request =
                WriteToLogRequest.newBuilder().setNamespace("absent").build().toByteArray();
        return List.of(
                HeaderInput.bytes(request, "", "", ""),
                HeaderInput.bytes(
                        request,
                        "Bearer a.b.c",
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        "URI=spiffe://a/b"));
    }

    @Override
    public void feed(byte[] input) {
        HeaderInput given = HeaderInput.of(input, NAMES.size());
        Metadata metadata = new Metadata();
        for (int i = 0; i < NAMES.size(); i++) {
            metadata.put(
                    Metadata.Key.of(NAMES.get(i), Metadata.ASCII_STRING_MARSHALLER),
                    given.values().get(i));
        }
        try {
            ClientCalls.blockingUnaryCall(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata)),
                    method,
                    CallOptions.DEFAULT.withDeadlineAfter(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS),
                    given.rest().unsafeArray());
        } catch (StatusRuntimeException e) {
            if (UNMAPPED.contains(e.getStatus().getCode())) {
                throw new FuzzFinding("answered " + e.getStatus());
            }
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
