package io.walgateway.plugin.sqs.cluster;

import io.walgateway.core.access.CallerTls;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.core.units.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of one cluster of queues: an account in a region, or a stand-in for AWS.
 *
 * @param name        the cluster's name in namespace documents
 * @param endpoint    {@code endpoint}; absent: AWS's own for the region
 * @param region      {@code region}; absent: as AWS's tools find it; where an endpoint is named, {@code us-east-1}
 * @param accessKeyId {@code access-key-id}; absent: credentials as AWS's tools find them
 * @param secretKey   {@code secret-access-key}, or the contents of {@code secret-access-key-file}; present exactly when
 *                    the access key is
 * @param delayMax    {@code delay-max}: how long the queue itself delays a message, 1 s to 900 s; a message that is due
 *                    later is sent again
 * @param countsAfter {@code counts-after}: how long the counts of a queue lag behind, 0 to 10 min
 * @param fifoLongPolling {@code fifo-long-polling}: true if receives wait at a FIFO queue while messages of it are
 *                        leased
 * @param tls         for an endpoint with https: certificates from files; empty: as the Java runtime does it
 */
public record ClusterSettings(
        String name,
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<String> accessKeyId,
        Optional<SecretKey> secretKey,
        Duration delayMax,
        Duration countsAfter,
        boolean fifoLongPolling,
        Optional<LiveTls> tls) {
    private static final Logger log = LoggerFactory.getLogger(ClusterSettings.class);

    /** The longest delay that SQS offers. */
    static final Duration DELAY_LIMIT = Duration.ofMinutes(15);

    /** The settings that each cluster may have. */
    static final Set<String> KEYS = Stream.concat(
                    Stream.of(
                            "endpoint",
                            "region",
                            "access-key-id",
                            "secret-access-key",
                            "secret-access-key-file",
                            "delay-max",
                            "counts-after",
                            "fifo-long-polling"),
                    CallerTls.KEYS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final String STAND_IN_REGION = "us-east-1";

    public static ClusterSettings of(String name, PluginContext context) {
        Optional<URI> endpoint = context.clusterSetting(name, "endpoint").map(text -> uri(name, text));
        return new ClusterSettings(
                name,
                endpoint,
                context.clusterSetting(name, "region").or(() -> endpoint.map(_ -> STAND_IN_REGION)),
                context.clusterSetting(name, "access-key-id"),
                secretKey(name, context),
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
                        context.clusterSetting(name, "fifo-long-polling").orElse("true")),
                tls(name, context));
    }

    public ClusterSettings {
        if (accessKeyId.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException(
                    path(name, accessKeyId.isPresent() ? "secret-access-key" : "access-key-id")
                            + ": absent (expected: both of access-key-id and secret-access-key, or neither;"
                            + " secret-access-key-file may name a file instead)");
        }
    }

    private static Optional<LiveTls> tls(String name, PluginContext context) {
        String path = "sqs.clusters." + name;
        return CallerTls.open(
                path,
                CallerTls.read(path, key -> context.clusterSetting(name, key)),
                context.clock(),
                FileChanges.logged(log::info, log::warn));
    }

    private static Optional<SecretKey> secretKey(String name, PluginContext context) {
        Optional<String> file = context.clusterSetting(name, "secret-access-key-file");
        Optional<String> inline = context.clusterSetting(name, "secret-access-key");
        if (file.isPresent() && inline.isPresent()) {
            throw new IllegalArgumentException(
                    path(name, "secret-access-key-file") + ": set (expected: no secret-access-key beside it)");
        }
        return file.<SecretKey>map(
                        text -> new SecretKey.InFile(SettingValues.file(path(name, "secret-access-key-file"), text)))
                .or(() -> inline.map(SecretKey.Inline::new));
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
