package io.walgateway.cli.write;

import com.google.protobuf.ByteString;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A target that replaces the namespace's targets for this payload. */
final class TargetOptions {

    @Option(names = "--target-kafka", paramLabel = "TOPIC", description = "Deliver to this topic alone.")
    private @Nullable String topic;

    @Option(names = "--header", paramLabel = "K[=V]", description = "A header for --target-kafka; may be repeated.")
    private List<String> headers = List.of();

    @Option(names = "--tombstone", description = "For --target-kafka: the record has no value.")
    private boolean tombstone;

    @Option(names = "--target-sqs", paramLabel = "QUEUE", description = "Deliver to this SQS queue alone.")
    private @Nullable String queue;

    @Option(
            names = "--target-cassandra",
            paramLabel = "KEYSPACE.TABLE",
            description = "Deliver to this Cassandra table alone.")
    private @Nullable String table;

    @Option(
            names = "--target-cluster",
            paramLabel = "NAME",
            description = "The cluster of --target-kafka or --target-cassandra (default: default).")
    private @Nullable String cluster;

    @Option(names = "--target", paramLabel = "TYPE", description = "Deliver to a target of this type alone.")
    private @Nullable String type;

    @Option(names = "--set", paramLabel = "K=V", description = "A property for --target; may be repeated.")
    private Map<String, String> properties = Map.of();

    boolean isTombstone() {
        return tombstone;
    }

    /** Empty if none of these options is given. */
    Optional<Target> build() {
        long targets =
                Stream.of(topic, queue, table, type).filter(Objects::nonNull).count();
        if (targets > 1) {
            throw CliException.misused(
                    "--target-kafka, --target-sqs, --target-cassandra, --target: several (expected: one target)");
        }
        require(topic != null || (headers.isEmpty() && !tombstone), "--header, --tombstone", "--target-kafka");
        require(
                topic != null || table != null || cluster == null,
                "--target-cluster",
                "--target-kafka or --target-cassandra");
        require(type != null || properties.isEmpty(), "--set", "--target");
        if (topic != null) {
            return Optional.of(Target.newBuilder().setKafka(kafka(topic)).build());
        }
        if (table != null) {
            return Optional.of(
                    Target.newBuilder().setCassandra(cassandra(table)).build());
        }
        if (queue != null) {
            return Optional.of(plugin("sqs", Map.of("queue", queue)));
        }
        return Optional.ofNullable(type).map(name -> plugin(name, properties));
    }

    private KafkaTarget kafka(String name) {
        return KafkaTarget.newBuilder()
                .setTopic(name)
                .setCluster(Objects.requireNonNullElse(cluster, ""))
                .addAllHeaders(headers.stream().map(TargetOptions::header).toList())
                .setTombstone(tombstone)
                .build();
    }

    private CassandraTarget cassandra(String name) {
        int dot = name.indexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            throw CliException.misused("--target-cassandra: %s (expected: KEYSPACE.TABLE)".formatted(name));
        }
        return CassandraTarget.newBuilder()
                .setKeyspace(name.substring(0, dot))
                .setTable(name.substring(dot + 1))
                .setCluster(Objects.requireNonNullElse(cluster, ""))
                .build();
    }

    private static Target plugin(String type, Map<String, String> properties) {
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType(type).putAllProperties(properties))
                .build();
    }

    private static KafkaHeader header(String given) {
        int equals = given.indexOf('=');
        KafkaHeader.Builder header = KafkaHeader.newBuilder().setKey(equals < 0 ? given : given.substring(0, equals));
        if (equals >= 0) {
            header.setValue(ByteString.copyFromUtf8(given.substring(equals + 1)));
        }
        return header.build();
    }

    private static void require(boolean holds, String options, String needed) {
        if (!holds) {
            throw CliException.misused("%s: without %s (expected: with it)".formatted(options, needed));
        }
    }
}
