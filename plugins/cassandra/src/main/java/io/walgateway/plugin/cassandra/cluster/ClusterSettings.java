package io.walgateway.plugin.cassandra.cluster;

import io.walgateway.core.access.CallerTls;
import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.tls.TlsTerms;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a cluster is reached.
 *
 * @param contactPoints   at least one, unresolved: names are looked up at each connect
 * @param localDatacenter empty: that of the contact points
 * @param consistency     how many replicas must have a write, such as {@code LOCAL_QUORUM}
 * @param login           empty: none is needed
 * @param tls             empty: nothing is encrypted
 */
public record ClusterSettings(
        List<InetSocketAddress> contactPoints,
        Optional<String> localDatacenter,
        String consistency,
        Optional<Login> login,
        Optional<TlsTerms> tls) {
    /** The name under which documents, requests and settings ask for Cassandra. */
    public static final String TYPE = "cassandra";

    private static final String CONTACT_POINTS = "contact-points";
    private static final String LOCAL_DATACENTER = "local-datacenter";
    private static final String CONSISTENCY = "consistency";
    private static final String STORAGE_KEYSPACE = "storage-keyspace";
    private static final String STORAGE_REPLICATION = "storage-replication";
    private static final String USERNAME = "username";
    private static final String PASSWORD_FILE = "password-file";
    private static final String TLS = ".tls.";
    private static final Set<String> KEYS = Stream.concat(
                    Stream.of(
                            CONTACT_POINTS,
                            LOCAL_DATACENTER,
                            CONSISTENCY,
                            USERNAME,
                            PASSWORD_FILE,
                            STORAGE_KEYSPACE,
                            STORAGE_REPLICATION),
                    CallerTls.KEYS.stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final String DEFAULT_KEYSPACE = "wal";
    private static final String DEFAULT_REPLICATION = "1";
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Pattern REPLICAS = Pattern.compile("[1-9][0-9]?");
    private static final Pattern REPLICAS_BY_DATACENTER =
            Pattern.compile("[A-Za-z0-9._-]+:[1-9][0-9]?(,[A-Za-z0-9._-]+:[1-9][0-9]?)*");
    private static final String DEFAULT_CONSISTENCY = "LOCAL_QUORUM";
    private static final List<String> CONSISTENCIES =
            List.of("ANY", "ONE", "TWO", "THREE", "QUORUM", "ALL", "LOCAL_QUORUM", "EACH_QUORUM", "LOCAL_ONE");
    private static final int DEFAULT_PORT = 9042;
    private static final int PORT_MAX = 65_535;
    private static final Pattern CONTACT_POINT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:\\[\\]]+))(?::([0-9]{1,5}))?");
    private static final KnownSettings KNOWN = new KnownSettings(TYPE, Set.of(), KEYS, Set.of());

    public ClusterSettings {
        contactPoints = List.copyOf(contactPoints);
    }

    /** A user, whose password is in a file that is read for each connection. */
    public record Login(String username, Path passwordFile) {}

    /**
     * Checks the settings of every cluster.
     *
     * @throws IllegalArgumentException naming all settings that are not known, or the first one that is not valid
     */
    public static void checkAll(Map<String, String> settings) {
        KNOWN.require(settings);
        new TreeMap<>(settings).forEach((path, value) -> {
            int tls = path.indexOf(TLS);
            if (tls >= 0) {
                String cluster = path.substring(0, tls);
                CallerTls.read(TYPE + "." + cluster, key -> Optional.ofNullable(settings.get(cluster + "." + key)));
                return;
            }
            String key = path.substring(path.lastIndexOf('.') + 1);
            switch (key) {
                case CONTACT_POINTS -> contactPoints(path, value);
                case CONSISTENCY -> consistency(path, value);
                case STORAGE_KEYSPACE -> keyspace(path, value);
                case STORAGE_REPLICATION -> replication(path, value);
                case USERNAME, PASSWORD_FILE -> {
                    if (value.isBlank()) {
                        throw invalid(path, "empty", "a user's name; a file with the password");
                    }
                }
                default -> {
                    if (value.isBlank()) {
                        throw invalid(path, "\"\"", "the name of a datacenter, or absent");
                    }
                }
            }
        });
    }

    /** Empty: the settings have no such cluster. */
    public static Optional<ClusterSettings> of(PluginContext context, String cluster) {
        String path = "clusters." + cluster + ".";
        return context.clusterSetting(cluster, CONTACT_POINTS)
                .map(points -> new ClusterSettings(
                        contactPoints(path + CONTACT_POINTS, points),
                        context.clusterSetting(cluster, LOCAL_DATACENTER),
                        consistency(
                                path + CONSISTENCY,
                                context.clusterSetting(cluster, CONSISTENCY).orElse(DEFAULT_CONSISTENCY)),
                        login(context, cluster),
                        CallerTls.read(TYPE + ".clusters." + cluster, key -> context.clusterSetting(cluster, key))));
    }

    private static Optional<Login> login(PluginContext context, String cluster) {
        Optional<String> username = context.clusterSetting(cluster, USERNAME);
        Optional<String> file = context.clusterSetting(cluster, PASSWORD_FILE);
        String path = "clusters." + cluster + ".";
        if (username.isPresent() != file.isPresent()) {
            throw invalid(
                    path + (file.isPresent() ? USERNAME : PASSWORD_FILE), "absent", "a user and a password, or none");
        }
        return username.map(
                name -> new Login(name, SettingValues.file(TYPE + "." + path + PASSWORD_FILE, file.orElseThrow())));
    }

    /** The tables of durable storage in a cluster. */
    public static StorageTables storageTables(PluginContext context, String cluster) {
        String path = "clusters." + cluster + ".";
        return new StorageTables(
                keyspace(
                        path + STORAGE_KEYSPACE,
                        context.clusterSetting(cluster, STORAGE_KEYSPACE).orElse(DEFAULT_KEYSPACE)),
                replication(
                        path + STORAGE_REPLICATION,
                        context.clusterSetting(cluster, STORAGE_REPLICATION).orElse(DEFAULT_REPLICATION)));
    }

    private static String keyspace(String path, String value) {
        if (!KEYSPACE.matcher(value).matches()) {
            throw invalid(path, value, "a letter and up to 47 more out of a-z 0-9 _");
        }
        return value;
    }

    private static String replication(String path, String value) {
        if (REPLICAS.matcher(value).matches()) {
            return "{'class': 'SimpleStrategy', 'replication_factor': " + value + "}";
        }
        if (!REPLICAS_BY_DATACENTER.matcher(value).matches()) {
            throw invalid(path, value, "a number of replicas, or datacenter:number,datacenter:number");
        }
        return Stream.of(value.split(",", -1))
                .map(each -> "'" + each.replace(":", "': "))
                .collect(Collectors.joining(", ", "{'class': 'NetworkTopologyStrategy', ", "}"));
    }

    private static List<InetSocketAddress> contactPoints(String path, String value) {
        return Stream.of(value.split(",", -1))
                .map(point -> contactPoint(path, value, point.strip()))
                .toList();
    }

    private static InetSocketAddress contactPoint(String path, String value, String point) {
        Matcher parts = CONTACT_POINT.matcher(point);
        if (!parts.matches()) {
            throw invalid(path, value, "host:port,host:port");
        }
        int port = parts.group(3) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(3));
        if (port < 1 || port > PORT_MAX) {
            throw invalid(path, value, "ports from 1 to " + PORT_MAX);
        }
        return InetSocketAddress.createUnresolved(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
    }

    private static String consistency(String path, String value) {
        if (!CONSISTENCIES.contains(value)) {
            throw invalid(path, value, "one of " + String.join(", ", CONSISTENCIES));
        }
        return value;
    }

    private static IllegalArgumentException invalid(String path, String value, String expectation) {
        return new IllegalArgumentException(TYPE + "." + path + ": " + value + " (expected: " + expectation + ")");
    }
}
