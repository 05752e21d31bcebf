package io.walgateway.it.chaos;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A namespace under load.
 *
 * @param targets     names of its Kafka targets; each has a topic called {@code <namespace>-<target>}
 * @param picky       of these, the target whose topic takes small records only: larger ones are dead-lettered
 * @param ordered     whether each key stays in order
 * @param byRequest   whether each write names its target, now and then a topic that takes no record
 * @param attemptsMax after so many failed attempts a write is dead-lettered
 */
record ChaosNamespace(
        String name, List<String> targets, String picky, boolean ordered, boolean byRequest, int attemptsMax) {
    static final int PARTITIONS = 4;
    static final int SMALL_BYTES_MAX = 20_000;
    /** The one target of a history whose writes name theirs. */
    static final String REQUESTED = "@request";

    static final List<ChaosNamespace> ALL = List.of(
            new ChaosNamespace("ordered", List.of("out"), "", true, false, 8),
            new ChaosNamespace("free", List.of("out", "small"), "small", false, false, 8),
            new ChaosNamespace("asked", List.of(), "", true, true, 3));

    /** By these names targets stand in consumer groups, dead letters and histories. */
    Set<String> judged() {
        return byRequest ? Set.of(REQUESTED) : Set.copyOf(targets);
    }

    List<String> topics() {
        return byRequest
                ? List.of(requested(), refusing())
                : targets.stream().map(this::topic).toList();
    }

    String topic(String target) {
        return name + "-" + target;
    }

    /** What requests name. */
    String requested() {
        return topic("out");
    }

    /** What requests name that are to be dead-lettered; a topic that was absent would be waited for. */
    String refusing() {
        return topic("refusing");
    }

    String deadLetters() {
        return name + "-dlq";
    }

    String document() {
        String all = targets.stream()
                .map(target -> """
                        {"name": "%s", "type": "kafka", "topic": "%s"}""".formatted(target, topic(target)))
                .collect(Collectors.joining(", "));
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"partitions": %d, "replication": 3%s}}]},
                 "ordering": "%s",
                 "retry": {"max-attempts": %d, "backoff.initial": "100ms", "backoff.max": "2s"}}
                """.formatted(
                PARTITIONS, byRequest ? "" : ", \"targets\": [" + all + "]", ordered ? "key" : "none", attemptsMax);
    }
}
