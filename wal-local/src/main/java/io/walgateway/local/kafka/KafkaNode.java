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
 * One node of a Kafka cluster, in the words of its settings.
 *
 * @param listeners where it listens; the first one is that of the brokers among themselves
 * @param voters all nodes' controllers, as {@code controller.quorum.voters} has them
 * @param replicas how many nodes there are, each of which has a replica of everything
 */
public record KafkaNode(
        int id, List<KafkaListener> listeners, int controllerPort, String voters, int replicas, String clusterId) {

    public KafkaNode {
        listeners = List.copyOf(listeners);
    }

    /** A cluster of its own. */
    public static KafkaNode alone(int port) {
        int controllerPort = FreePorts.next();
        List<KafkaListener> one = List.of(new KafkaListener("PLAINTEXT", port, port));
        return new KafkaNode(1, one, controllerPort, voter(1, controllerPort), 1, newClusterId());
    }

    static String voter(int id, int controllerPort) {
        return id + "@" + Loopback.HOST + ":" + controllerPort;
    }

    /** Where it is asked whether it serves. */
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

    /** A single node has nobody to wait for. Several must not take a busy machine's hesitation for a death. */
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

    /** Sixteen random bytes as Kafka writes them; a leading dash would look like an option. */
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
