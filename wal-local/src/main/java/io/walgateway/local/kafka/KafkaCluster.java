package io.walgateway.local.kafka;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.JvmSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brokers that replicate everything to each other, each of them a controller, too: with three of them, a record is
 * acknowledged by two at least, and any one may be lost. Each is a component of its own that may be killed, suspended and
 * started at any time; a first start, or one after all were down, needs the majority of them at once.
 */
public final class KafkaCluster {
    /**
     * A way to the brokers, which each of them offers on a port of its own.
     *
     * @param name in capitals
     * @param advertised given a broker's port, the port of what stands before it; or the same port, for nothing
     */
    public record Access(String name, IntUnaryOperator advertised) {
        /** Straight to the brokers. */
        public static Access direct(String name) {
            return new Access(name, port -> port);
        }
    }

    private final List<KafkaNode> nodes;
    private final List<KafkaBroker> brokers;

    private KafkaCluster(List<KafkaNode> nodes, List<KafkaBroker> brokers) {
        this.nodes = List.copyOf(nodes);
        this.brokers = List.copyOf(brokers);
    }

    /**
     * Brokers that are not started yet.
     *
     * @param directory with one beneath it for each broker; a cluster that was there before is not found again
     * @param accesses asked for each broker in turn; the first one is that of the brokers among themselves
     */
    public static KafkaCluster in(Path directory, int size, JvmSettings jvm, List<Access> accesses) {
        String clusterId = KafkaNode.newClusterId();
        int[] controllers = IntStream.range(0, size).map(_ -> FreePorts.next()).toArray();
        String voters = IntStream.range(0, size)
                .mapToObj(node -> KafkaNode.voter(node + 1, controllers[node]))
                .collect(Collectors.joining(","));
        List<KafkaNode> nodes = new ArrayList<>();
        List<KafkaBroker> brokers = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            nodes.add(new KafkaNode(node + 1, listeners(accesses), controllers[node], voters, size, clusterId));
            brokers.add(KafkaBroker.of(directory.resolve("broker-" + (node + 1)), nodes.getLast(), jvm));
        }
        return new KafkaCluster(nodes, brokers);
    }

    /** By their node ids, from 1. */
    public List<KafkaBroker> brokers() {
        return brokers;
    }

    /** Where clients of an access connect, as in their {@code bootstrap.servers}. */
    public String bootstrapServers(String access) {
        return nodes.stream()
                .flatMap(node -> node.listeners().stream())
                .filter(listener -> listener.name().equals(access))
                .map(listener -> Loopback.HOST + ":" + listener.advertisedPort())
                .collect(Collectors.joining(","));
    }

    /**
     * Starts all that do not run, at once.
     *
     * @throws ComponentStartException when one of them does not get there
     */
    public void start() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> starts = brokers.stream()
                    .filter(broker -> !broker.isRunning())
                    .map(broker -> CompletableFuture.runAsync(broker::start, threads))
                    .toList();
            starts.forEach(CompletableFuture::join);
        }
    }

    private static List<KafkaListener> listeners(List<Access> accesses) {
        return accesses.stream()
                .map(access -> {
                    int port = FreePorts.next();
                    return new KafkaListener(
                            access.name(), port, access.advertised().applyAsInt(port));
                })
                .toList();
    }
}
