package io.walgateway.it.chaos.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A namespace under load.
 *
 * @param targets     names of its Kafka targets; each has a topic called {@code <namespace>-<target>}
 * @param picky       of these, the target whose topic accepts small records only: larger ones are dead-lettered
 * @param ordered     true if each key stays in order
 * @param byRequest   true if each write names its target, sometimes a topic where attempts fail while a broker is away
 * @param moving      true if its one target is renamed and replaced by others; see {@link TargetForm}
 * @param attemptsMax a write is dead-lettered after this many failed attempts
 */
public record ChaosNamespace(
        String name,
        List<String> targets,
        String picky,
        boolean ordered,
        boolean byRequest,
        boolean moving,
        int attemptsMax) {
    public static final int PARTITIONS = 4;
    public static final int SMALL_BYTES_MAX = 20_000;
    /** The one target of a history whose writes name their target themselves. */
    static final String REQUESTED = "@request";

    public static final ChaosNamespace MOVING = new ChaosNamespace("moving", List.of(), "", true, false, true, 8);

    public static final List<ChaosNamespace> ALL = List.of(
            new ChaosNamespace("ordered", List.of("out"), "", true, false, false, 8),
            new ChaosNamespace("free", List.of("out", "small"), "small", false, false, false, 8),
            new ChaosNamespace("asked", List.of(), "", true, true, false, 3),
            MOVING);

    /** The names of targets in dead letters and histories. */
    public Set<String> judged() {
        if (moving) {
            return TargetForm.targets();
        }
        return standing();
    }

    /** The names of targets that have consumer groups at the end. */
    Set<String> standing() {
        if (moving) {
            return Set.of(TargetForm.ORIGINAL.target());
        }
        return byRequest ? Set.of(REQUESTED) : Set.copyOf(targets);
    }

    /** The topics that receive deliveries, each with its target. */
    Map<String, String> arrivals() {
        Map<String, String> arrivals = new LinkedHashMap<>();
        if (moving) {
            Arrays.stream(TargetForm.values())
                    .forEach(form -> form.topic().ifPresent(topic -> arrivals.put(topic, form.target())));
        } else if (byRequest) {
            arrivals.put(requested(), REQUESTED);
            arrivals.put(strict(), REQUESTED);
        } else {
            targets.forEach(target -> arrivals.put(topic(target), target));
        }
        return arrivals;
    }

    /** All topics that its targets, or the targets of its writes, name. */
    public List<String> topics() {
        return List.copyOf(arrivals().keySet());
    }

    public String topic(String target) {
        return name + "-" + target;
    }

    /** The topic that most requests name. */
    String requested() {
        return topic("out");
    }

    /** The topic that some requests name: attempts fail while a replica is out of sync, and count. */
    public String strict() {
        return topic("strict");
    }

    String deadLetters() {
        return name + "-dlq";
    }

    /** The initial document. */
    public String document() {
        if (moving) {
            return document(TargetForm.ORIGINAL.json());
        }
        return document(targets.stream()
                .map(target -> """
                        {"name": "%s", "type": "kafka", "topic": "%s"}""".formatted(target, topic(target)))
                .collect(Collectors.joining(", ")));
    }

    /**
     * The document with these targets.
     *
     * @param all in JSON, separated by commas
     */
    public String document(String all) {
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
