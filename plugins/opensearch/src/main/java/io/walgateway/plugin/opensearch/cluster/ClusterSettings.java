package io.walgateway.plugin.opensearch.cluster;

import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.BatchLimits;
import io.walgateway.core.units.ByteSizes;
import io.walgateway.core.units.Durations;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How a cluster is reached.
 *
 * @param addresses      of its nodes, at least one, without a slash at the end
 * @param credentials    how requests authenticate
 * @param trusted        certificates of authorities in PEM; empty: those of the Java runtime
 * @param connectTimeout the longest time to make a connection
 * @param limits         the bounds of bulk requests, for each target
 */
public record ClusterSettings(
        List<URI> addresses,
        Credentials credentials,
        Optional<Path> trusted,
        Duration connectTimeout,
        BatchLimits limits) {
    /** The name under which documents, requests and settings ask for OpenSearch. */
    public static final String TYPE = "opensearch";

    static final int ADDRESSES_MAX = 100;
    private static final String ADDRESSES = "addresses";
    private static final String USERNAME = "username";
    private static final String PASSWORD_FILE = "password-file";
    private static final String API_KEY_FILE = "api-key-file";
    private static final String TOKEN_FILE = "token-file";
    private static final String TRUST_CERTIFICATES = "trust-certificates";
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String REQUESTS_MAX = "requests-max";
    private static final String MESSAGES_MAX = "batch-messages-max";
    private static final String BYTES_MAX = "batch-bytes-max";
    private static final String GATHER_MAX = "gather-max";
    private static final Set<String> KEYS = Set.of(
            ADDRESSES,
            USERNAME,
            PASSWORD_FILE,
            API_KEY_FILE,
            TOKEN_FILE,
            TRUST_CERTIFICATES,
            CONNECT_TIMEOUT,
            REQUESTS_MAX,
            MESSAGES_MAX,
            BYTES_MAX,
            GATHER_MAX);
    private static final KnownSettings KNOWN = new KnownSettings(TYPE, Set.of(), KEYS, Set.of());
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final String CLUSTERS = "clusters.";
    private static final int REQUESTS_LIMIT = 100;

    public ClusterSettings {
        addresses = List.copyOf(addresses);
    }

    /**
     * Checks the settings of every cluster.
     *
     * @throws IllegalArgumentException naming all settings that are not known, or the first one that is not valid
     */
    public static void checkAll(PluginContext context) {
        KNOWN.require(context.settings());
        Set<String> names = new TreeSet<>();
        for (String path : context.settings().keySet()) {
            names.add(path.substring(CLUSTERS.length(), path.lastIndexOf('.')));
        }
        names.forEach(name -> of(context, name));
    }

    /** Empty: the settings have no such cluster. */
    public static Optional<ClusterSettings> of(PluginContext context, String cluster) {
        return new Reading(context, cluster).read();
    }

    /** The settings of one cluster while they are read. Error messages show no values that may be secrets. */
    private record Reading(PluginContext context, String cluster) {

        Optional<ClusterSettings> read() {
            Credentials credentials = credentials();
            BatchLimits limits = limits();
            Optional<Path> trusted = file(TRUST_CERTIFICATES);
            Duration connectTimeout = Durations.require(
                    path(CONNECT_TIMEOUT),
                    text(CONNECT_TIMEOUT).orElse("2s"),
                    Duration.ofMillis(10),
                    Duration.ofMinutes(1));
            return text(ADDRESSES)
                    .map(this::addresses)
                    .map(addresses -> new ClusterSettings(addresses, credentials, trusted, connectTimeout, limits));
        }

        private BatchLimits limits() {
            return new BatchLimits(
                    number(MESSAGES_MAX, 1_000, BatchLimits.MESSAGES_LIMIT),
                    ByteSizes.require(path(BYTES_MAX), text(BYTES_MAX).orElse("5MiB"), 1 << 10, 64L << 20),
                    number(REQUESTS_MAX, 4, REQUESTS_LIMIT),
                    Durations.require(
                            path(GATHER_MAX), text(GATHER_MAX).orElse("1ms"), Duration.ZERO, Duration.ofSeconds(1)));
        }

        private Credentials credentials() {
            Optional<Path> password = file(PASSWORD_FILE);
            Optional<Path> apiKey = file(API_KEY_FILE);
            Optional<Path> token = file(TOKEN_FILE);
            Optional<String> username = text(USERNAME);
            if (username.isPresent() != password.isPresent()) {
                throw invalid(
                        username.isPresent() ? PASSWORD_FILE : USERNAME,
                        "absent",
                        "both of " + USERNAME + " and " + PASSWORD_FILE + ", or neither");
            }
            if (List.of(password, apiKey, token).stream()
                            .filter(Optional::isPresent)
                            .count()
                    > 1) {
                throw invalid(
                        apiKey.isPresent() ? API_KEY_FILE : TOKEN_FILE,
                        "given",
                        "at most one of " + PASSWORD_FILE + ", " + API_KEY_FILE + " and " + TOKEN_FILE);
            }
            if (username.isPresent() && password.isPresent()) {
                return new Credentials.Basic(username(username.get()), password.get());
            }
            return apiKey.<Credentials>map(Credentials.ApiKey::new)
                    .or(() -> token.map(Credentials.Bearer::new))
                    .orElseGet(Credentials.None::new);
        }

        private String username(String given) {
            if (given.isBlank() || given.indexOf(':') >= 0) {
                throw invalid(USERNAME, "no name", "a name without a colon");
            }
            return given;
        }

        private List<URI> addresses(String text) {
            List<URI> addresses =
                    COMMA.splitAsStream(text.strip()).map(this::address).toList();
            if (addresses.isEmpty() || addresses.size() > ADDRESSES_MAX) {
                throw invalid(ADDRESSES, addresses.size() + " addresses", "1 to " + ADDRESSES_MAX);
            }
            return addresses;
        }

        private URI address(String text) {
            String expected = "http://host:port or https://host with commas, without credentials";
            try {
                URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                boolean isPlain = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
                if (isPlain
                        && uri.getHost() != null
                        && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // Reported below, like any text that is not a server's address.
            }
            throw invalid(ADDRESSES, text.indexOf('@') >= 0 ? "an address with @ in it" : text, expected);
        }

        private int number(String key, int otherwise, int max) {
            String text = text(key).orElse(Integer.toString(otherwise));
            try {
                int number = Integer.parseInt(text);
                if (number >= 1 && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below, like a number out of range.
            }
            throw invalid(key, text, "1 to " + max);
        }

        private Optional<Path> file(String key) {
            try {
                return text(key).map(Path::of);
            } catch (InvalidPathException e) {
                throw invalid(key, "no path", "the path of a file");
            }
        }

        private Optional<String> text(String key) {
            return context.clusterSetting(cluster, key);
        }

        private String path(String key) {
            return TYPE + "." + CLUSTERS + cluster + "." + key;
        }

        private IllegalArgumentException invalid(String key, String value, String expectation) {
            return new IllegalArgumentException(path(key) + ": " + value + " (expected: " + expectation + ")");
        }
    }
}
