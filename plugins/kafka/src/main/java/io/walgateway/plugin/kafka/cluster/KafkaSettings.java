package io.walgateway.plugin.kafka.cluster;

import io.walgateway.core.access.FileSecret;
import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.text.NearestKey;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.units.ByteSizes;
import io.walgateway.core.units.Durations;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The process settings under {@code kafka}, validated.
 *
 * @param appendTimeout    {@code append-timeout}: the longest time until an append has its answer, 500 ms to 10 min
 * @param inFlightBytesMax {@code in-flight-bytes-max}: the most bytes that appends to one cluster may hold at once,
 *                         1 MiB to 1 TiB
 * @param delayDirectory   {@code delay.state-dir}: where this host's processes keep the stores of pending entries
 * @param settings         all settings, from which those of single clusters are read
 */
public record KafkaSettings(
        Duration appendTimeout, long inFlightBytesMax, Path delayDirectory, Map<String, String> settings) {
    private static final String DEFAULT_DELAY_DIRECTORY =
            System.getProperty("java.io.tmpdir") + "/wal-gateway/kafka-delay";
    private static final long IN_FLIGHT_BYTES_MIN = 1L << 20;
    private static final long IN_FLIGHT_BYTES_LIMIT = 1L << 40;
    private static final String CLUSTERS = "clusters.";
    private static final String CLIENT = ".client.";
    /** The same properties, whose values are in files. */
    private static final String CLIENT_FILE = ".client-file.";

    private static final String SERVERS = ".bootstrap.servers";
    private static final KnownSettings KNOWN = new KnownSettings(
            "kafka",
            Set.of("append-timeout", "in-flight-bytes-max", "delay.state-dir"),
            Set.of("bootstrap.servers"),
            Set.of("client.", "client-file."));

    /**
     * Reads the settings of the plugin.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public static KafkaSettings of(PluginContext context) {
        Map<String, String> settings = context.settings();
        KNOWN.require(settings);
        requireAllowed(settings.keySet());
        return new KafkaSettings(
                Durations.require(
                        "kafka.append-timeout",
                        settings.getOrDefault("append-timeout", "5s"),
                        Duration.ofMillis(500),
                        Duration.ofMinutes(10)),
                ByteSizes.require(
                        "kafka.in-flight-bytes-max",
                        settings.getOrDefault("in-flight-bytes-max", "32MiB"),
                        IN_FLIGHT_BYTES_MIN,
                        IN_FLIGHT_BYTES_LIMIT),
                directory(settings.getOrDefault("delay.state-dir", DEFAULT_DELAY_DIRECTORY)),
                settings);
    }

    /**
     * The settings of one cluster.
     *
     * @throws IllegalArgumentException when the process knows no addresses for this name, or a property's file cannot
     *     be read
     */
    public ClusterSettings cluster(String name) {
        String entry = settings.containsKey(CLUSTERS + name + SERVERS) ? name : "*";
        String servers = settings.get(CLUSTERS + entry + SERVERS);
        if (servers == null || servers.isBlank()) {
            throw new IllegalArgumentException("kafka.clusters." + name
                    + ".bootstrap.servers: absent (expected: host:port,host:port of the Kafka cluster " + name + ")");
        }
        String prefix = CLUSTERS + entry + CLIENT;
        String fromFile = CLUSTERS + entry + CLIENT_FILE;
        Map<String, String> client = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                client.put(key.substring(prefix.length()), value);
            }
            if (key.startsWith(fromFile)) {
                client.put(key.substring(fromFile.length()), contents(key, value));
            }
        });
        return new ClusterSettings(name, servers, client, appendTimeout, inFlightBytesMax);
    }

    private static void requireAllowed(Set<String> keys) {
        String refused = keys.stream()
                .filter(key -> key.contains(CLIENT) || key.contains(CLIENT_FILE))
                .sorted()
                .flatMap(key -> refusal(key).stream())
                .collect(Collectors.joining("; "));
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(refused);
        }
    }

    private static Optional<String> refusal(String key) {
        String kind = key.contains(CLIENT_FILE) ? CLIENT_FILE : CLIENT;
        String property = key.substring(key.indexOf(kind) + kind.length());
        if (ClusterSettings.FIXED.contains(property)) {
            return Optional.of(
                    "kafka." + key + ": set (expected: absent, the gateway's guarantees rest on its own value)");
        }
        Set<String> known = new TreeSet<>(ProducerConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        return known.contains(property)
                ? Optional.empty()
                : Optional.of("kafka." + key + ": unknown (expected: a property of Kafka's clients"
                        + NearestKey.of(property, known)
                                .map(nearest -> "; nearest: " + nearest)
                                .orElse("")
                        + ")");
    }

    private static String contents(String key, String file) {
        try {
            return FileSecret.read(SettingValues.file("kafka." + key, file));
        } catch (IOException e) {
            throw new IllegalArgumentException("kafka." + key + ": " + Reasons.of(e), e);
        }
    }

    private static Path directory(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("kafka.delay.state-dir: " + text + " (expected: a directory)", e);
        }
    }
}
