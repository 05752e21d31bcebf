package io.walgateway.server;

import io.grpc.CallOptions;
import io.grpc.Codec;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Sends whatever bytes the test wants as a message, compressed or not. */
final class RawCaller implements AutoCloseable {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream bytes) {
            try {
                return bytes.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private final ManagedChannel channel;

    RawCaller(int port) {
        this(port, new Codec.Gzip());
    }

    private RawCaller(int port, Compressor compressor) {
        CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
        compressors.register(compressor);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .compressorRegistry(compressors)
                .build();
    }

    /** Its compressed messages say that they are compressed so, and are not. */
    static RawCaller lying(int port, String encoding) {
        return new RawCaller(port, new Uncompressed(encoding));
    }

    /** The method's answer. */
    byte[] call(String method, byte[] message) {
        return call(method, message, CallOptions.DEFAULT);
    }

    byte[] callCompressed(String method, byte[] message) {
        return callCompressed("gzip", method, message);
    }

    byte[] callCompressed(String encoding, String method, byte[] message) {
        return call(method, message, CallOptions.DEFAULT.withCompression(encoding));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private byte[] call(String method, byte[] message, CallOptions options) throws StatusRuntimeException {
        MethodDescriptor<byte[], byte[]> descriptor = MethodDescriptor.newBuilder(BYTES, BYTES)
                .setFullMethodName(method)
                .setType(MethodDescriptor.MethodType.UNARY)
                .build();
        return ClientCalls.blockingUnaryCall(
                channel, descriptor, options.withDeadlineAfter(20, TimeUnit.SECONDS), message);
    }

    private record Uncompressed(String name) implements Compressor {
        @Override
        public String getMessageEncoding() {
            return name;
        }

        @Override
        public OutputStream compress(OutputStream out) {
            return new FilterOutputStream(out);
        }
    }
}
