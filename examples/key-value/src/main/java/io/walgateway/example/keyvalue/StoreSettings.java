package io.walgateway.example.keyvalue;

import io.walgateway.config.settings.SettingsReader;
import io.walgateway.example.keyvalue.cluster.CassandraSettings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the connection to Cassandra. */
final class StoreSettings {
    private static final String CONTACT_POINTS = "cassandra.contact-points";
    private static final String LOCAL_DATACENTER = "cassandra.local-datacenter";
    private static final String KEYSPACE = "cassandra.keyspace";
    private static final String REPLICATION = "cassandra.replication";

    /** The keys of this section. */
    static final Set<String> KEYS = Set.of(CONTACT_POINTS, LOCAL_DATACENTER, KEYSPACE, REPLICATION);

    private static final Pattern CONTACT_POINT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:\\[\\]]+))(?::([0-9]{1,5}))?");
    private static final Pattern KEYSPACE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Pattern REPLICAS = Pattern.compile("[1-9][0-9]?");
    private static final Pattern REPLICAS_BY_DATACENTER =
            Pattern.compile("[A-Za-z0-9._-]+:[1-9][0-9]?(,[A-Za-z0-9._-]+:[1-9][0-9]?)*");
    private static final int DEFAULT_PORT = 9042;
    private static final int PORT_MAX = 65_535;

    private StoreSettings() {}

    static CassandraSettings cassandra(SettingsReader reader) {
        String keyspace = reader.text(KEYSPACE, "kv");
        if (!KEYSPACE_NAME.matcher(keyspace).matches()) {
            reader.refuse(KEYSPACE, "a letter and up to 47 more out of a-z 0-9 _");
        }
        return new CassandraSettings(
                contactPoints(reader),
                reader.text(LOCAL_DATACENTER).filter(name -> !name.isBlank()),
                keyspace,
                replication(reader));
    }

    private static List<InetSocketAddress> contactPoints(SettingsReader reader) {
        String expectation = "host:port,host:port";
        String text = reader.required(CONTACT_POINTS, expectation);
        List<Optional<InetSocketAddress>> points = Stream.of(text.split(",", -1))
                .map(point -> contactPoint(point.strip()))
                .toList();
        if (!text.isEmpty() && points.stream().anyMatch(Optional::isEmpty)) {
            reader.refuse(CONTACT_POINTS, expectation);
        }
        return points.stream().flatMap(Optional::stream).toList();
    }

    private static Optional<InetSocketAddress> contactPoint(String point) {
        Matcher parts = CONTACT_POINT.matcher(point);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(3) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(3));
        return port < 1 || port > PORT_MAX
                ? Optional.empty()
                : Optional.of(InetSocketAddress.createUnresolved(
                        parts.group(1) == null ? parts.group(2) : parts.group(1), port));
    }

    private static String replication(SettingsReader reader) {
        String text = reader.text(REPLICATION, "1");
        if (REPLICAS.matcher(text).matches()) {
            return "{'class': 'SimpleStrategy', 'replication_factor': " + text + "}";
        }
        if (!REPLICAS_BY_DATACENTER.matcher(text).matches()) {
            reader.refuse(REPLICATION, "a number of replicas, or datacenter:number,datacenter:number");
        }
        return Stream.of(text.split(",", -1))
                .map(each -> "'" + each.replace(":", "': "))
                .collect(Collectors.joining(", ", "{'class': 'NetworkTopologyStrategy', ", "}"));
    }
}
