package io.walgateway.log.record;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts {@code wal.v1.Target} to and from target addresses. */
public final class TargetAddresses {
    private static final String KAFKA = "kafka";
    private static final String CASSANDRA = "cassandra";
    private static final String CLUSTER = "cluster";
    private static final String DEFAULT_CLUSTER = "default";
    private static final Set<String> KAFKA_PROPERTIES = Set.of("topic", CLUSTER);
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final Set<String> CASSANDRA_PROPERTIES = Set.of("keyspace", "table", CLUSTER);

    private TargetAddresses() {}

    /** Empty if no address is set, or a plugin's type is empty. Empty fields of typed targets count as absent. */
    public static Optional<TargetAddress> of(Target target) {
        return switch (target.getAddressCase()) {
            case KAFKA -> Optional.of(of(target.getKafka()));
            case CASSANDRA -> Optional.of(of(target.getCassandra()));
            case PLUGIN -> of(target.getPlugin());
            case ADDRESS_NOT_SET -> Optional.empty();
        };
    }

    /** The typed target if it can hold the whole address, otherwise a plugin's. */
    public static Target of(TargetAddress address) {
        Set<String> names = address.properties().keySet();
        if (address.type().equals(KAFKA) && names.equals(KAFKA_PROPERTIES)) {
            return Target.newBuilder().setKafka(kafka(address.properties())).build();
        }
        if (address.type().equals(CASSANDRA) && names.equals(CASSANDRA_PROPERTIES)) {
            return Target.newBuilder()
                    .setCassandra(cassandra(address.properties()))
                    .build();
        }
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType(address.type()).putAllProperties(address.properties()))
                .build();
    }

    private static TargetAddress of(KafkaTarget target) {
        Map<String, String> properties = properties(target.getCluster());
        putUnlessEmpty(properties, "topic", target.getTopic());
        putUnlessEmpty(properties, "headers", headers(target.getHeadersList()));
        putUnlessEmpty(properties, "tombstone", target.getTombstone() ? "true" : "");
        return new TargetAddress(KAFKA, properties);
    }

    /**
     * The format that the Kafka target reads: {@code KEY:VALUE,KEY}, with the key alone if the value is absent, both in
     * Base64.
     */
    private static String headers(List<KafkaHeader> headers) {
        return headers.stream()
                .map(header -> BASE64.encodeToString(header.getKeyBytes().toByteArray())
                        + (header.hasValue()
                                ? ":" + BASE64.encodeToString(header.getValue().toByteArray())
                                : ""))
                .collect(Collectors.joining(","));
    }

    private static TargetAddress of(CassandraTarget target) {
        Map<String, String> properties = properties(target.getCluster());
        putUnlessEmpty(properties, "keyspace", target.getKeyspace());
        putUnlessEmpty(properties, "table", target.getTable());
        return new TargetAddress(CASSANDRA, properties);
    }

    private static Optional<TargetAddress> of(PluginTarget target) {
        return target.getType().isEmpty()
                ? Optional.empty()
                : Optional.of(new TargetAddress(target.getType(), target.getPropertiesMap()));
    }

    private static KafkaTarget.Builder kafka(Map<String, String> properties) {
        return KafkaTarget.newBuilder()
                .setTopic(properties.getOrDefault("topic", ""))
                .setCluster(properties.getOrDefault(CLUSTER, ""));
    }

    private static CassandraTarget.Builder cassandra(Map<String, String> properties) {
        return CassandraTarget.newBuilder()
                .setKeyspace(properties.getOrDefault("keyspace", ""))
                .setTable(properties.getOrDefault("table", ""))
                .setCluster(properties.getOrDefault(CLUSTER, ""));
    }

    private static Map<String, String> properties(String cluster) {
        Map<String, String> properties = new HashMap<>();
        properties.put(CLUSTER, cluster.isEmpty() ? DEFAULT_CLUSTER : cluster);
        return properties;
    }

    private static void putUnlessEmpty(Map<String, String> properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.put(name, value);
        }
    }
}
