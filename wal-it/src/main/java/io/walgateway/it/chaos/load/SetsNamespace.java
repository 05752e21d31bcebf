package io.walgateway.it.chaos.load;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The namespace of mutation sets: ordered by key, with two targets, each of which gets all parts of each set. */
public final class SetsNamespace {
    public static final String NAME = "sets";
    /** Its targets, each a topic {@code sets-<target>}. */
    static final List<String> TARGETS = List.of("out", "copy");

    private SetsNamespace() {}

    /** The targets by which a history is judged. */
    public static Set<String> judged() {
        return Set.copyOf(TARGETS);
    }

    /** The topics that its targets name. */
    public static List<String> topics() {
        return TARGETS.stream().map(SetsNamespace::topic).toList();
    }

    static String topic(String target) {
        return NAME + "-" + target;
    }

    static String deadLetters() {
        return NAME + "-dlq";
    }

    /** Sets expire soon, so that those which are left incomplete do so within a run. */
    public static String document() {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"partitions": %d, "replication": 3, "targets": [%s],
                              "durable_storage": {"type": "cassandra", "namespace": "sets"}}}]},
                 "ordering": "key",
                 "sets": {"expiry": "30s"},
                 "retry": {"max-attempts": 8, "backoff.initial": "100ms", "backoff.max": "2s"}}
                """.formatted(
                        ChaosNamespace.PARTITIONS,
                        TARGETS.stream()
                                .map(target -> """
                                        {"name": "%s", "type": "kafka", "topic": "%s"}""".formatted(target, topic(target)))
                                .collect(Collectors.joining(", ")));
    }
}
