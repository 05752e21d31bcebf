package io.walgateway.it.system;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.local.sqs.ElasticMqServer;
import io.walgateway.standalone.part.JvmOptions;
import io.walgateway.testkit.component.Components;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The one system of a test run. It is started when it is first asked for, and ends with the JVM; tests keep out of each
 * other's way by names of their own. A test may kill, stop, suspend and start each part.
 */
public final class WalSystem {
    private static volatile boolean started;

    private final SystemPorts ports = SystemPorts.free();
    private final Path directory = Components.ownDirectory("system").toAbsolutePath();
    private final KafkaBroker kafka = KafkaBroker.in(directory.resolve("kafka"), 0);
    private final PostgresServer postgres = PostgresServer.in(directory.resolve("postgresql"), 0);
    private final CassandraServer cassandra = CassandraServer.in(directory.resolve("cassandra"), 0);
    private final ElasticMqServer elasticMq = ElasticMqServer.in(directory.resolve("elasticmq"), 0);
    private final OpenSearchServer openSearch = OpenSearchServer.in(directory.resolve("opensearch"), 0);
    /** Only tests of caches start it. */
    private final MemcachedServer memcached = MemcachedServer.in(directory.resolve("memcached"));

    private final JavaProgram controlPlane;
    private final JavaProgram server;
    private final JavaProgram consumer;
    private final JavaProgram keyValue;

    private WalSystem() {
        SystemSettings settings = new SystemSettings(
                directory.resolve("settings"), ports, kafka, postgres, cassandra, elasticMq, openSearch, memcached);
        controlPlane = program("controlplane", "io.walgateway.controlplane.ControlPlaneMain", settings.controlPlane());
        server = program("server", "io.walgateway.server.ServerMain", settings.server());
        consumer = program("consumer", "io.walgateway.consumer.ConsumerMain", settings.consumer());
        keyValue = program("key-value", "io.walgateway.example.keyvalue.KeyValueMain", settings.keyValue());
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    /** Its holder; the JVM makes it once. */
    private static final class Shared {
        static final WalSystem SYSTEM = new WalSystem();
    }

    /** True once a test of this JVM has asked for the system. */
    static boolean isStarted() {
        return started;
    }

    /** The system, all of it running: what a test before has left dead or suspended is brought back. */
    public static WalSystem running() {
        started = true;
        return Shared.SYSTEM.start();
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public CassandraServer cassandra() {
        return cassandra;
    }

    public ElasticMqServer elasticMq() {
        return elasticMq;
    }

    /** OpenSearch, which runs from the first time on that a test asks for it. */
    public synchronized OpenSearchServer openSearch() {
        startIfDown(openSearch);
        return openSearch;
    }

    /** Where OpenSearch is, or will be. */
    public URI openSearchAddress() {
        return openSearch.uri();
    }

    /** The one node of the cache cluster {@code default}; a test that needs it starts it. */
    public MemcachedServer memcached() {
        return memcached;
    }

    public LocalComponent controlPlane() {
        return controlPlane;
    }

    public LocalComponent server() {
        return server;
    }

    public LocalComponent consumer() {
        return consumer;
    }

    /** The Key-Value service, which runs from the first time on that a test asks for it, until a test stops it. */
    public synchronized LocalComponent keyValue() {
        startIfDown(keyValue);
        return keyValue;
    }

    /** Where the Key-Value service is, or will be. */
    public int keyValuePort() {
        return ports.keyValue();
    }

    public int grpcPort() {
        return ports.grpc();
    }

    /** The control plane's address. */
    public URI rest() {
        return URI.create("http://127.0.0.1:" + ports.controlPlane());
    }

    /** The consumer's metrics and health. */
    public URI consumerManagement() {
        return URI.create("http://127.0.0.1:" + ports.consumerManagement());
    }

    private synchronized WalSystem start() {
        List<LocalComponent> components = List.of(kafka, postgres, cassandra, elasticMq);
        components.forEach(LocalComponent::resume);
        CompletableFuture.allOf(components.stream()
                        .map(component -> CompletableFuture.runAsync(() -> startIfDown(component)))
                        .toArray(CompletableFuture[]::new))
                .join();
        List.of(controlPlane, server, consumer).forEach(WalSystem::startIfDown);
        return this;
    }

    private void stop() {
        List.<LocalComponent>of(
                        consumer,
                        server,
                        controlPlane,
                        keyValue,
                        memcached,
                        openSearch,
                        elasticMq,
                        cassandra,
                        postgres,
                        kafka)
                .forEach(LocalComponent::stop);
    }

    private JavaProgram program(String name, String mainClass, Path settings) {
        return JavaProgram.in(
                directory.resolve(name),
                name,
                JvmOptions.OF_SHORT_LIVED_PARTS,
                mainClass,
                List.of("--config", settings.toString()));
    }

    private static void startIfDown(LocalComponent component) {
        component.resume();
        if (!component.isRunning()) {
            component.start();
        }
    }
}
