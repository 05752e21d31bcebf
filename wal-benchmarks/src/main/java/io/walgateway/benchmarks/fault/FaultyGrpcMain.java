package io.walgateway.benchmarks.fault;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.walgateway.local.port.Loopback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A receiver over gRPC that goes wrong in the way that a call's method names. Arguments: its port, one whose connections
 * are reset at once, and one whose connections are reset after their first bytes.
 */
public final class FaultyGrpcMain {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new Marshaller();
    private static final int HUGE = 2 << 20;
    private static final long SLOW_NANOS = 20_000_000;

    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile CountDownLatch leave = new CountDownLatch(1);

    private FaultyGrpcMain(int port) {
        this.port = port;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        resetting(Integer.parseInt(args[1]), 0);
        resetting(Integer.parseInt(args[2]), 10);
        new FaultyGrpcMain(Integer.parseInt(args[0])).serve();
    }

    /** Comes back each time it has been away. */
    private void serve() throws IOException, InterruptedException {
        boolean isFirst = true;
        while (true) {
            Server server = NettyServerBuilder.forAddress(Loopback.at(port))
                    .executor(threads)
                    .fallbackHandlerRegistry(new Methods())
                    .build()
                    .start();
            if (isFirst) {
                System.out.println("receiver ready: 127.0.0.1:" + port);
                isFirst = false;
            }
            leave.await();
            leave = new CountDownLatch(1);
            server.shutdownNow().awaitTermination();
            LockSupport.parkNanos(HttpFault.AWAY_MILLIS * 1_000_000L);
        }
    }

    private static void resetting(int port, int afterBytes) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(Loopback.at(port));
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (Socket socket = listener.accept()) {
                    socket.getInputStream().readNBytes(afterBytes);
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    // The other side was quicker.
                }
            }
        });
    }

    private void serve(String method, ServerCall<byte[], byte[]> call) {
        if (method.equals(GrpcFault.method(GrpcFault.AWAY))) {
            leave.countDown();
            return;
        }
        GrpcFault fault = GrpcFault.of(method);
        switch (fault) {
            case OK -> deliver(call, new byte[] {1});
            case SLOW -> {
                LockSupport.parkNanos(SLOW_NANOS);
                deliver(call, new byte[] {1});
            }
            case HUGE_ANSWER -> deliver(call, new byte[HUGE]);
            case ENDLESS_STREAM -> stream(call);
            case SILENT, RESET_AT_ONCE, RESET_AT_FIRST_BYTES -> {}
            case CANCELLED,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    DEADLINE_EXCEEDED,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS,
                    UNAUTHENTICATED -> call.close(fault.status(), new Metadata());
        }
    }

    private static void deliver(ServerCall<byte[], byte[]> call, byte[] answer) {
        call.sendHeaders(new Metadata());
        call.sendMessage(answer);
        call.close(Status.OK, new Metadata());
    }

    /** Until the caller cancels the call, or its deadline is over. */
    private static void stream(ServerCall<byte[], byte[]> call) {
        call.sendHeaders(new Metadata());
        while (!call.isCancelled()) {
            if (call.isReady()) {
                call.sendMessage(new byte[100]);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private final class Methods extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(BYTES, BYTES)
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .setFullMethodName(name)
                    .build();
            return ServerMethodDefinition.create(method, new Handler());
        }
    }

    private final class Handler implements ServerCallHandler<byte[], byte[]> {
        @Override
        public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata headers) {
            call.request(2);
            return new ServerCall.Listener<>() {
                @Override
                public void onHalfClose() {
                    threads.execute(() -> answer(call));
                }
            };
        }

        private void answer(ServerCall<byte[], byte[]> call) {
            try {
                serve(call.getMethodDescriptor().getFullMethodName(), call);
            } catch (IllegalStateException e) {
                // The caller has cancelled the call.
            }
        }
    }

    private static final class Marshaller implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
