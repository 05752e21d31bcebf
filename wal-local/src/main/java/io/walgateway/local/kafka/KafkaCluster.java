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
 * Brokers that replicate everything to each other; each of them is a controller, too. With three brokers, a record is
 * acknowledged by at least two, and any one broker may be lost. Each broker is a component of its own that may be
 * killed, suspended and started at any time. A first start, or a start after all brokers were down, needs a majority of
 * them at once.
 */
public final class KafkaCluster {
    /**
     * A listener that each of the brokers has, on a port of its own.
     *
     * @param name       in capitals
     * @param advertised maps a broker's port to the port of the proxy before it, or to the same port if there is no
     *                   proxy
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
     * Creates brokers that are not started yet.
     *
     * @param directory gets one subdirectory for each broker; the data of an earlier cluster in it is not used again
     * @param accesses  evaluated for each broker in turn; the brokers use the first one among themselves
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

    /** The brokers by their node ids, from 1. */
    public List<KafkaBroker> brokers() {
        return brokers;
    }

    /** The address for clients of an access, as in their {@code bootstrap.servers}. */
    public String bootstrapServers(String access) {
        return nodes.stream()
                .flatMap(node -> node.listeners().stream())
                .filter(listener -> listener.name().equals(access))
                .map(listener -> Loopback.HOST + ":" + listener.advertisedPort())
                .collect(Collectors.joining(","));
    }

    /**
     * Starts all brokers that do not run, in parallel.
     *
     * @throws java.util.concurrent.CompletionException caused by a {@link ComponentStartException}, when one of them does
     *     not get ready
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
