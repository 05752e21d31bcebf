package io.walgateway.controlplane.namespace;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The remains of a change of a namespace: queues, and the groups that have to settle their content. Left queues have to
 * be settled by every group, queues of before and after the change by the groups of removed targets.
 */
record Remains(Map<QueueConfig, Set<ConsumerGroup>> groups) {

    /**
     * The remains that must be settled before keys are delivered from their new queues; a removed target delays
     * nothing.
     */
    static Remains toDrain(NamespaceConfig then, NamespaceConfig now) {
        return new Remains(of(QueueChange.left(then, now), ConsumerGroup.of(now)));
    }

    /** The remains that must be empty before all of them are forgotten. */
    static Remains toEmpty(NamespaceConfig then, NamespaceConfig now) {
        Set<ConsumerGroup> leftTargets = QueueChange.leftTargets(then, now);
        Set<ConsumerGroup> all = new LinkedHashSet<>(ConsumerGroup.of(now));
        all.addAll(leftTargets);
        Map<QueueConfig, Set<ConsumerGroup>> groups = of(QueueChange.gone(then, now), all);
        if (!leftTargets.isEmpty()) {
            Stream.of(then, now)
                    .flatMap(namespace -> namespace.queues().stream())
                    .flatMap(queue -> queue.each().stream())
                    .forEach(queue -> groups.putIfAbsent(queue, leftTargets));
        }
        return new Remains(groups);
    }

    private static Map<QueueConfig, Set<ConsumerGroup>> of(List<QueueConfig> queues, Set<ConsumerGroup> groups) {
        Map<QueueConfig, Set<ConsumerGroup>> remains = new LinkedHashMap<>();
        queues.forEach(queue -> remains.put(queue, groups));
        return remains;
    }

    boolean isNothing() {
        return groups.isEmpty();
    }

    /** The present ends of the queues; queues that no plugin serves are left out. */
    ObjectNode ends(Provisioner queues, ObjectNode ends) {
        groups.keySet().forEach(queue -> queues.end(queue).ifPresent(end -> ends.put(key(queue), end)));
        return ends;
    }

    boolean isSettled(Provisioner queues, JsonNode ends) {
        return groups.entrySet().stream().allMatch(remains -> {
            JsonNode end = ends.get(key(remains.getKey()));
            return end == null || queues.isSettled(remains.getKey(), remains.getValue(), end.asString());
        });
    }

    boolean isHeldBack(Provisioner queues) {
        return groups.entrySet().stream()
                .anyMatch(remains -> queues.pending(remains.getKey(), remains.getValue())
                        .filter(pending -> pending.total() > 0)
                        .isPresent());
    }

    private static String key(QueueConfig queue) {
        return queue.type() + ":" + queue.cluster() + ":" + String.join(",", queue.names());
    }
}
