package io.walgateway.plugin.sqs.cluster;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.units.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one cluster of queues: an account in a region, or a stand-in for AWS.
 *
 * @param name        the cluster's name in namespace documents
 * @param endpoint    {@code endpoint}; absent: AWS's own for the region
 * @param region      {@code region}; absent: as AWS's tools find it; where an endpoint is named, {@code us-east-1}
 * @param accessKeyId {@code access-key-id}; absent: credentials as AWS's tools find them
 * @param secretKey   {@code secret-access-key}; present exactly when the access key is
 * @param delayMax    {@code delay-max}: how long the queue itself delays a message, 1 s to 900 s; a message that is due
 *                    later is sent again
 * @param countsAfter {@code counts-after}: how long the counts of a queue lag behind, 0 to 10 min
 * @param fifoLongPolling {@code fifo-long-polling}: true if receives wait at a FIFO queue while messages of it are
 *                        leased
 */
public record ClusterSettings(
        String name,
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<String> accessKeyId,
        Optional<String> secretKey,
        Duration delayMax,
        Duration countsAfter,
        boolean fifoLongPolling) {

    /** The longest delay that SQS offers. */
    static final Duration DELAY_LIMIT = Duration.ofMinutes(15);

    /** The settings that each cluster may have. */
    static final Set<String> KEYS = Set.of(
            "endpoint",
            "region",
            "access-key-id",
            "secret-access-key",
            "delay-max",
            "counts-after",
            "fifo-long-polling");

    private static final String STAND_IN_REGION = "us-east-1";

    public static ClusterSettings of(String name, PluginContext context) {
        Optional<URI> endpoint = context.clusterSetting(name, "endpoint").map(text -> uri(name, text));
        return new ClusterSettings(
                name,
                endpoint,
                context.clusterSetting(name, "region").or(() -> endpoint.map(_ -> STAND_IN_REGION)),
                context.clusterSetting(name, "access-key-id"),
                context.clusterSetting(name, "secret-access-key"),
                Durations.require(
                        path(name, "delay-max"),
                        context.clusterSetting(name, "delay-max").orElse("15m"),
                        Duration.ofSeconds(1),
                        DELAY_LIMIT),
                Durations.require(
                        path(name, "counts-after"),
                        context.clusterSetting(name, "counts-after").orElse("60s"),
                        Duration.ZERO,
                        Duration.ofMinutes(10)),
                flag(
                        path(name, "fifo-long-polling"),
                        context.clusterSetting(name, "fifo-long-polling").orElse("true")));
    }

    public ClusterSettings {
        if (accessKeyId.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException(
                    path(name, accessKeyId.isPresent() ? "secret-access-key" : "access-key-id")
                            + ": absent (expected: both of access-key-id and secret-access-key, or neither)");
        }
    }

    private static URI uri(String name, String text) {
        try {
            URI uri = URI.create(text.strip());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, like any text that is not a server's address.
        }
        throw new IllegalArgumentException(
                path(name, "endpoint") + ": " + text + " (expected: http://host:port or https://host)");
    }

    private static boolean flag(String path, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(path + ": " + text + " (expected: true or false)");
        };
    }

    private static String path(String name, String key) {
        return "sqs.clusters." + name + "." + key;
    }
}
