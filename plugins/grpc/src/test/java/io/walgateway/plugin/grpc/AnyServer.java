package io.walgateway.plugin.grpc;

import static org.awaitility.Awaitility.await;

import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.walgateway.core.message.Bytes;
import io.walgateway.local.port.FreePorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server that has every method, and does to each call just what a test says. */
final class AnyServer implements AutoCloseable {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new Marshaller();

    private final Server server;
    /** Kept, because a server that has ended does not tell it. */
    private final int port;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile Behaviour behaviour = Call::deliver;

    /** What is done with a call whose request has arrived. */
    interface Behaviour {
        void serve(Call call) throws InterruptedException;
    }

    record Call(ServerCall<byte[], byte[]> wire, Metadata headers, Bytes request) {
        void deliver() {
            answer(new byte[] {1, 2, 3});
            end(Status.OK);
        }

        void answer(byte[] message) {
            wire.sendHeaders(new Metadata());
            wire.sendMessage(message);
        }

        void end(Status status) {
            end(status, new Metadata());
        }

        void end(Status status, Metadata trailers) {
            wire.close(status, trailers);
        }

        String method() {
            return wire.getMethodDescriptor().getFullMethodName();
        }

        @Nullable
        String header(String name) {
            return headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        }

        byte @Nullable [] bytes(String name) {
            return headers.get(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
        }
    }

    private AnyServer(
            InetAddress host, int port, ServerCredentials credentials, UnaryOperator<NettyServerBuilder> more) {
        try {
            server = more.apply(NettyServerBuilder.forAddress(new InetSocketAddress(host, port), credentials)
                            .executor(threads)
                            .fallbackHandlerRegistry(new Methods()))
                    .build()
                    .start();
            this.port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AnyServer start() {
        return start(UnaryOperator.identity());
    }

    static AnyServer start(UnaryOperator<NettyServerBuilder> more) {
        return new AnyServer(
                InetAddress.getLoopbackAddress(), FreePorts.next(), InsecureServerCredentials.create(), more);
    }

    static AnyServer startOn(int port) {
        return start(InetAddress.getLoopbackAddress(), port);
    }

    static AnyServer start(InetAddress host, int port) {
        return new AnyServer(host, port, InsecureServerCredentials.create(), UnaryOperator.identity());
    }

    static AnyServer start(ServerCredentials credentials) {
        return new AnyServer(InetAddress.getLoopbackAddress(), FreePorts.next(), credentials, UnaryOperator.identity());
    }

    AnyServer does(Behaviour given) {
        behaviour = given;
        return this;
    }

    int port() {
        return port;
    }

    List<Call> calls() {
        return calls;
    }

    Call call() {
        return calls.getLast();
    }

    /** Calls that the other side has given up. */
    int cancelled() {
        return cancelled.get();
    }

    /** Takes no more calls and lets those under way end, as a server that is replaced does; returns when its port is free. */
    void drain() {
        server.shutdown();
        await().atMost(GrpcBench.PATIENCE).until(this::isPortFree);
    }

    /** gRPC closes the listening socket on another thread. */
    private boolean isPortFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        threads.shutdownNow();
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
        public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> wire, Metadata headers) {
            wire.request(2);
            return new ServerCall.Listener<>() {
                private Bytes request = Bytes.EMPTY;

                @Override
                public void onMessage(byte[] message) {
                    request = Bytes.wrap(message);
                }

                @Override
                public void onHalfClose() {
                    Call call = new Call(wire, headers, request);
                    calls.add(call);
                    threads.submit(() -> {
                        behaviour.serve(call);
                        return null;
                    });
                }

                @Override
                public void onCancel() {
                    cancelled.incrementAndGet();
                }
            };
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
