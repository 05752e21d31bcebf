package io.walgateway.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.HeldQueue;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server on free ports over a queue that the test answers for, and a channel to it. */
final class ServerFixture implements AutoCloseable {
    final HeldQueue queue = new HeldQueue();
    final FaultyQueue faults = new FaultyQueue(queue);
    final FixedCatalog catalog = new FixedCatalog();
    final WalServer server;
    private final Map<String, String> settings;
    private @Nullable ManagedChannel channel;

    ServerFixture(Map<String, String> overrides) throws IOException {
        this(overrides, Map.of("scripted", new ScriptedTargetProvider(new TestClock())));
    }

    /** @param targets by their types */
    ServerFixture(Map<String, String> overrides, Map<String, TargetProvider> targets) throws IOException {
        settings = new HashMap<>(Map.of("grpc.port", "0", "management.port", "0", "grpc.threads", "1"));
        settings.putAll(overrides);
        Plugins plugins = new Plugins(Map.of("held", faults), targets);
        server = WalServer.start(
                ServerSettings.of(ProcessSettings.of(settings), "default", plugins),
                plugins,
                catalog,
                InstantSource.system());
    }

    /** Serving the namespace {@code orders}. */
    static ServerFixture serving(Map<String, String> overrides) throws IOException {
        ServerFixture fixture = new ServerFixture(overrides);
        fixture.catalog.put(namespace("orders", "held", NamespaceConfig.Access.OPEN));
        fixture.catalog.becomeReady();
        return fixture;
    }

    static NamespaceConfig namespace(String name, String queueType, NamespaceConfig.Access access) {
        return namespace(name, queueType, access, 1 << 20);
    }

    static NamespaceConfig namespace(String name, String queueType, int payloadBytesMax) {
        return namespace(name, queueType, NamespaceConfig.Access.OPEN, payloadBytesMax);
    }

    private static NamespaceConfig namespace(
            String name, String queueType, NamespaceConfig.Access access, int payloadBytesMax) {
        return new NamespaceConfig(
                name,
                1,
                "default",
                "consumer",
                NamespaceConfig.Ordering.NONE,
                List.of(new QueueConfig(queueType, "default", List.of(name), List.of(), Map.of())),
                List.of(new TargetConfig(
                        "main",
                        new TargetAddress("scripted", Map.of()),
                        RetryPolicy.DEFAULT,
                        TargetConfig.DEFAULT_CONCURRENCY_MAX,
                        TargetConfig.DEFAULT_DELIVERY_TIMEOUT)),
                new Policies(RetryPolicy.DEFAULT, new Limits(payloadBytesMax, Duration.ofHours(1)), access),
                Optional.empty());
    }

    synchronized ManagedChannel channel() {
        return channel == null ? newChannel() : channel;
    }

    /** In the place of the one before. */
    synchronized ManagedChannel newChannel() {
        ManagedChannel opened = NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                .usePlaintext()
                .build();
        channel = opened;
        return opened;
    }

    WalServiceGrpc.WalServiceBlockingStub caller() {
        return WalServiceGrpc.newBlockingStub(channel());
    }

    WalServiceGrpc.WalServiceFutureStub asyncCaller() {
        return WalServiceGrpc.newFutureStub(channel());
    }

    @Override
    public synchronized void close() {
        if (channel != null) {
            channel.shutdownNow();
        }
        server.close();
    }
}
