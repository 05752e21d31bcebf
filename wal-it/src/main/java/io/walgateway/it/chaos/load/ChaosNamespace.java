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
 * @param picky       of these, the target whose topic takes small records only: larger ones are dead-lettered
 * @param ordered     whether each key stays in order
 * @param byRequest   whether each write names its target, now and then a topic where attempts fail while a broker is away
 * @param moving      whether its one target is renamed and replaced by others; see {@link TargetForm}
 * @param attemptsMax after so many failed attempts a write is dead-lettered
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
    /** The one target of a history whose writes name theirs. */
    static final String REQUESTED = "@request";

    public static final ChaosNamespace MOVING = new ChaosNamespace("moving", List.of(), "", true, false, true, 8);

    public static final List<ChaosNamespace> ALL = List.of(
            new ChaosNamespace("ordered", List.of("out"), "", true, false, false, 8),
            new ChaosNamespace("free", List.of("out", "small"), "small", false, false, false, 8),
            new ChaosNamespace("asked", List.of(), "", true, true, false, 3),
            MOVING);

    /** By these names targets stand in dead letters and histories. */
    public Set<String> judged() {
        if (moving) {
            return TargetForm.targets();
        }
        return standing();
    }

    /** By these names targets have consumer groups in the end. */
    Set<String> standing() {
        if (moving) {
            return Set.of(TargetForm.ORIGINAL.target());
        }
        return byRequest ? Set.of(REQUESTED) : Set.copyOf(targets);
    }

    /** The target to which each topic belongs that gets deliveries. */
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

    /** All topics that its targets, or those of its writes, name. */
    public List<String> topics() {
        return List.copyOf(arrivals().keySet());
    }

    public String topic(String target) {
        return name + "-" + target;
    }

    /** What requests name. */
    String requested() {
        return topic("out");
    }

    /** What requests name, too: attempts fail while a replica is out of step, and count. */
    public String strict() {
        return topic("strict");
    }

    String deadLetters() {
        return name + "-dlq";
    }

    /** As it is at first. */
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
     * It with these targets.
     *
     * @param all in JSON, with commas between them
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
