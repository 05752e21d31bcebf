package io.walgateway.plugin.dynamodb;

import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.units.Durations;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a deployment of DynamoDB is reached. Absent settings come from the SDK's usual sources: environment, profile,
 * instance.
 *
 * @param endpoint       empty: that of the region
 * @param region         empty: from the usual sources, or any if an endpoint is set
 * @param credentials    empty: from the usual sources
 * @param requestTimeout the longest time for one request, its retries included
 */
record ClusterSettings(
        Optional<URI> endpoint, Optional<String> region, Optional<Credentials> credentials, Duration requestTimeout) {
    static final String TYPE = "dynamodb";
    private static final String ENDPOINT = "endpoint";
    private static final String REGION = "region";
    private static final String ACCESS_KEY_ID = "access-key-id";
    private static final String SECRET_ACCESS_KEY = "secret-access-key";
    private static final String REQUEST_TIMEOUT = "request-timeout";
    private static final Set<String> KEYS = Set.of(ENDPOINT, REGION, ACCESS_KEY_ID, SECRET_ACCESS_KEY, REQUEST_TIMEOUT);
    private static final KnownSettings KNOWN = new KnownSettings(TYPE, Set.of(), KEYS, Set.of());
    private static final String DEFAULT_TIMEOUT = "5s";

    /** An account's keys. */
    record Credentials(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return accessKeyId;
        }
    }

    /**
     * Checks the settings of every cluster.
     *
     * @throws IllegalArgumentException naming all settings that are not known, or the first one that is not valid
     */
    public static void checkAll(Map<String, String> settings) {
        KNOWN.require(settings);
        new TreeMap<>(settings).forEach((path, value) -> {
            String key = path.substring(path.lastIndexOf('.') + 1);
            if (key.equals(ENDPOINT)) {
                endpoint(path, value);
            }
            if (key.equals(REQUEST_TIMEOUT)) {
                timeout(path, value);
            }
        });
    }

    public static ClusterSettings of(PluginContext context, String cluster) {
        String path = "clusters." + cluster + ".";
        Optional<String> secret = context.clusterSetting(cluster, SECRET_ACCESS_KEY);
        return new ClusterSettings(
                context.clusterSetting(cluster, ENDPOINT).map(value -> endpoint(path + ENDPOINT, value)),
                context.clusterSetting(cluster, REGION),
                context.clusterSetting(cluster, ACCESS_KEY_ID).map(id -> new Credentials(id, secret.orElse(""))),
                timeout(
                        path + REQUEST_TIMEOUT,
                        context.clusterSetting(cluster, REQUEST_TIMEOUT).orElse(DEFAULT_TIMEOUT)));
    }

    private static URI endpoint(String path, String value) {
        try {
            URI uri = new URI(value);
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw invalid(path, value, "http://host:port or https://host");
        }
        throw invalid(path, value, "http://host:port or https://host");
    }

    private static Duration timeout(String path, String value) {
        return Durations.require(TYPE + "." + path, value, Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    private static IllegalArgumentException invalid(String path, String value, String expectation) {
        return new IllegalArgumentException(TYPE + "." + path + ": " + value + " (expected: " + expectation + ")");
    }
}
