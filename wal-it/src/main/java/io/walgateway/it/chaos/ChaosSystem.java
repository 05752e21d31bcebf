package io.walgateway.it.chaos;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.fault.Tampering;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.kafka.KafkaCluster;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.JvmSettings;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.local.sqs.ElasticMqServer;
import io.walgateway.standalone.part.JvmOptions;
import io.walgateway.testkit.fault.LoweredAcks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The whole gateway: three brokers, PostgreSQL, Cassandra for mutation sets, the control plane, two servers and two consumers, each a process that
 * can be killed, with connections between them that can be cut. No fault touches the observers' connection to the
 * brokers, nor their connection to ElasticMQ. That target is never killed, because it does not keep the order of
 * messages in flight.
 */
public final class ChaosSystem implements AutoCloseable {
    private static final int BROKERS = 3;
    private static final int EACH = 2;
    private static final String CASSANDRA = "cassandra";
    private static final String REPLICATION = "REPLICATION";
    private static final String SERVERS = "SERVERS";
    private static final String CONSUMERS = "CONSUMERS";
    private static final String OBSERVERS = "OBSERVERS";

    private final Map<String, FaultProxy> connections = new LinkedHashMap<>();
    private final Map<String, LocalComponent> processes = new LinkedHashMap<>();
    private final KafkaCluster kafka;
    private final ElasticMqServer sqs;
    private final List<Integer> clientPorts = new ArrayList<>();
    private final int controlPlanePort = FreePorts.next();

    /** Creates the system; nothing is started yet. */
    ChaosSystem(Path directory, boolean sets, boolean sabotage) {
        kafka = KafkaCluster.in(
                directory,
                BROKERS,
                JvmSettings.small(),
                List.of(
                        access(REPLICATION, "replication-broker-", () -> Tampering.NONE),
                        access(SERVERS, "servers-broker-", sabotage ? LoweredAcks::new : () -> Tampering.NONE),
                        access(CONSUMERS, "consumers-broker-", () -> Tampering.NONE),
                        KafkaCluster.Access.direct(OBSERVERS)));
        for (int broker = 1; broker <= BROKERS; broker++) {
            processes.put("broker-" + broker, kafka.brokers().get(broker - 1));
        }
        sqs = ElasticMqServer.in(directory.resolve("sqs"), 0);
        int sqsPort = connect("consumers-sqs", sqs.endpoint().getPort(), () -> Tampering.NONE);
        PostgresServer postgres = PostgresServer.in(directory.resolve("postgres"), 0);
        processes.put("postgres", postgres);
        Optional<CassandraServer> cassandra =
                sets ? Optional.of(CassandraServer.in(directory.resolve("cassandra"), 0)) : Optional.empty();
        cassandra.ifPresent(server -> processes.put(CASSANDRA, server));
        ProcessFiles files = new ProcessFiles(directory.resolve("settings"), controlPlanePort, cassandra);
        add(
                directory,
                "controlplane",
                "controlplane.ControlPlaneMain",
                files.controlPlane(postgres, kafka.bootstrapServers(OBSERVERS)));
        addServers(directory, files);
        addConsumers(directory, files, sqsPort);
    }

    private void addServers(Path directory, ProcessFiles files) {
        for (int server = 1; server <= EACH; server++) {
            int port = FreePorts.next();
            clientPorts.add(connect("clients-server-" + server, port, () -> Tampering.NONE));
            String name = "server-" + server;
            add(directory, name, "server.ServerMain", files.server(name, port, kafka.bootstrapServers(SERVERS)));
        }
    }

    private void addConsumers(Path directory, ProcessFiles files, int sqsPort) {
        for (int consumer = 1; consumer <= EACH; consumer++) {
            String name = "consumer-" + consumer;
            add(
                    directory,
                    name,
                    "consumer.ConsumerMain",
                    files.consumer(name, kafka.bootstrapServers(CONSUMERS), sqsPort));
        }
    }

    /** Returns when all processes serve. */
    void start() {
        CompletableFuture<Void> store = CompletableFuture.runAsync(process("postgres")::start);
        CompletableFuture<Void> target = CompletableFuture.runAsync(sqs::start);
        CompletableFuture<Void> storage = CompletableFuture.runAsync(
                () -> Optional.ofNullable(processes.get(CASSANDRA)).ifPresent(LocalComponent::start));
        kafka.start();
        store.join();
        target.join();
        storage.join();
        process("controlplane").start();
        CompletableFuture.allOf(processes.entrySet().stream()
                        .filter(entry -> entry.getKey().matches("(server|consumer)-.*"))
                        .map(entry -> CompletableFuture.runAsync(entry.getValue()::start))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    List<String> processNames() {
        return List.copyOf(processes.keySet());
    }

    List<String> connectionNames() {
        return List.copyOf(connections.keySet());
    }

    LocalComponent process(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    FaultProxy connection(String name) {
        return Objects.requireNonNull(connections.get(name), name);
    }

    List<KafkaBroker> brokers() {
        return kafka.brokers();
    }

    /** Starts the brokers that do not run, in parallel. */
    void startBrokers() {
        kafka.start();
    }

    /** The brokers' address for observers. */
    String bootstrapServers() {
        return kafka.bootstrapServers(OBSERVERS);
    }

    /** The address of a target, for observers. */
    URI sqs() {
        return sqs.endpoint();
    }

    /** The ports on which callers reach the servers. */
    List<Integer> clientPorts() {
        return List.copyOf(clientPorts);
    }

    URI controlPlane() {
        return URI.create("http://127.0.0.1:" + controlPlanePort);
    }

    /** Stops everything, at any point; nothing runs afterwards. */
    @Override
    public void close() {
        List<String> names = new ArrayList<>(processes.keySet()).reversed();
        connections.values().forEach(FaultProxy::forward);
        names.stream()
                .filter(name -> !name.startsWith("broker"))
                .forEach(name -> process(name).stop());
        sqs.stop();
        CompletableFuture.allOf(kafka.brokers().stream()
                        .map(broker -> CompletableFuture.runAsync(broker::stop))
                        .toArray(CompletableFuture[]::new))
                .join();
        connections.values().forEach(FaultProxy::close);
    }

    private KafkaCluster.Access access(String name, String prefix, Supplier<Tampering> tampering) {
        int[] broker = {0};
        return new KafkaCluster.Access(name, port -> connect(prefix + ++broker[0], port, tampering));
    }

    private int connect(String name, int port, Supplier<Tampering> tampering) {
        FaultProxy proxy = FaultProxy.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), tampering);
        connections.put(name, proxy);
        return proxy.port();
    }

    private void add(Path directory, String name, String mainClass, Path settings) {
        processes.put(
                name,
                JavaProgram.in(
                        directory.resolve(name),
                        name,
                        JvmOptions.OF_SHORT_LIVED_PARTS,
                        "io.walgateway." + mainClass,
                        List.of("--config", settings.toString())));
    }
}
