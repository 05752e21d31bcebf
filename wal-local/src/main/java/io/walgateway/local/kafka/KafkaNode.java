package io.walgateway.local.kafka;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.Template;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One node of a Kafka cluster, in terms of its settings.
 *
 * @param listeners the node's listeners; the brokers use the first one among themselves
 * @param voters    all nodes' controllers, in the form of {@code controller.quorum.voters}
 * @param replicas  the number of nodes, each of which has a replica of everything
 */
public record KafkaNode(
        int id, List<KafkaListener> listeners, int controllerPort, String voters, int replicas, String clusterId) {

    public KafkaNode {
        listeners = List.copyOf(listeners);
    }

    /** A single-node cluster. */
    public static KafkaNode alone(int port) {
        int controllerPort = FreePorts.next();
        List<KafkaListener> one = List.of(new KafkaListener("PLAINTEXT", port, port));
        return new KafkaNode(1, one, controllerPort, voter(1, controllerPort), 1, newClusterId());
    }

    static String voter(int id, int controllerPort) {
        return id + "@" + Loopback.HOST + ":" + controllerPort;
    }

    /** The port that is probed for readiness. */
    int port() {
        return listeners.getFirst().port();
    }

    int[] ports() {
        return IntStream.concat(listeners.stream().mapToInt(KafkaListener::port), IntStream.of(controllerPort))
                .toArray();
    }

    public Template describe(Template settings) {
        return timing(settings)
                .with("node", id)
                .with("voters", voters)
                .with("controller-port", controllerPort)
                .with("listeners", each(listener -> listener.at(listener.port())))
                .with("advertised", each(listener -> listener.at(listener.advertisedPort())))
                .with("protocols", each(listener -> listener.name() + ":PLAINTEXT"))
                .with("between-brokers", listeners.getFirst().name())
                .with("replicas", replicas)
                .with("in-sync-min", isAlone() ? 1 : 2);
    }

    /**
     * A single node waits for no other node. In a cluster, a node that hesitates on a busy machine must not count as
     * dead.
     */
    private Template timing(Template settings) {
        return settings.with("controlled-shutdown", isAlone() ? "false" : "true")
                .with("session-timeout-ms", isAlone() ? 1_000 : 3_000)
                .with("election-timeout-ms", isAlone() ? 200 : 1_000)
                .with("fetch-timeout-ms", isAlone() ? 500 : 2_000)
                .with("election-backoff-ms", isAlone() ? 100 : 1_000)
                .with("replica-lag-ms", isAlone() ? 30_000 : 6_000);
    }

    private boolean isAlone() {
        return replicas == 1;
    }

    private String each(Function<KafkaListener, String> text) {
        return listeners.stream().map(text).collect(Collectors.joining(","));
    }

    /** Sixteen random bytes in Kafka's encoding; a leading dash would look like an option. */
    static String newClusterId() {
        return Stream.generate(UUID::randomUUID)
                .map(id -> ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array())
                .map(bytes -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .filter(id -> !id.startsWith("-"))
                .findFirst()
                .orElseThrow();
    }
}
