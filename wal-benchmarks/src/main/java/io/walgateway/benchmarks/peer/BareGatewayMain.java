package io.walgateway.benchmarks.peer;

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that a gateway can do: the same protocol on the same gRPC set-up, and the payload unchanged to the topic
 * with the namespace's name. No envelope, no checks, no limits, no metrics.
 *
 * <p>Arguments: port, bootstrap servers, linger in milliseconds.
 */
public final class BareGatewayMain {
    private static final int CONCURRENT_CALLS_MAX = 2_000;
    private static final int MESSAGE_BYTES_MAX = 8 << 20;

    private BareGatewayMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var producer = new KafkaProducer<byte[], byte[]>(producer(args[1], Integer.parseInt(args[2])));
        var server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])))
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(loops("grpc-accept", 1))
                .workerEventLoopGroup(loops("grpc-io", Runtime.getRuntime().availableProcessors()))
                .directExecutor()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .maxConcurrentCallsPerConnection(CONCURRENT_CALLS_MAX)
                .addService(new BareService(producer))
                .build()
                .start();
        System.out.println("bare gateway ready: 127.0.0.1:" + server.getPort());
        server.awaitTermination();
    }

    private static Map<String, Object> producer(String servers, int lingerMillis) {
        return Map.of(
                "bootstrap.servers",
                servers,
                "acks",
                "all",
                "linger.ms",
                lingerMillis,
                "buffer.memory",
                96L << 20,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
    }

    private static EventLoopGroup loops(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }
}
