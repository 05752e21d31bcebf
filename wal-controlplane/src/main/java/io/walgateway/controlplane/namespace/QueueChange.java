package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.store.EarlierGeneration;
import io.walgateway.controlplane.store.NamespaceStore.Departure;
import io.walgateway.controlplane.store.QueueUse;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.TargetConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Decides whether a namespace's new document leaves queues or targets behind, or moves keys away from queues that stay.
 */
final class QueueChange implements Departure {
    /** Any revision will do. */
    private static final long FIRST = 1;

    private final String name;
    private final NamespaceConfig next;
    private final Documents documents;

    QueueChange(String name, NamespaceConfig next, Documents documents) {
        this.name = name;
        this.next = next;
        this.documents = documents;
    }

    @Override
    public boolean leavesQueues(JsonNode document, List<EarlierGeneration> earlier) {
        NamespaceConfig before = documents.config(name, FIRST, document);
        boolean leaves = leaves(before);
        if (bothWays(before)) {
            throw new RefusedException(new Refusal.Invalid(List.of(Flaw.of(
                    "/persistence_configurations/persistence_configuration/0/config",
                    "queues " + String.join(", ", next.queues().getFirst().names()) + " in place of "
                            + String.join(", ", before.queues().getFirst().names()),
                    "with ordering: key, queues added by one change and removed by another"))));
        }
        if (movesKeys(before) || (removes(before) && next.ordering() == Ordering.KEY)) {
            earlier.stream()
                    .filter(generation -> isMovingKeys(generation, before))
                    .findFirst()
                    .ifPresent(generation -> {
                        throw new RefusedException(new Refusal.StillDraining(name, generation.until()));
                    });
        }
        return leaves;
    }

    @Override
    public Set<String> targets() {
        return next.targets().stream().map(TargetConfig::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<QueueUse> uses(List<EarlierGeneration> earlier) {
        return documents.uses(next, earlier);
    }

    boolean leaves(NamespaceConfig before) {
        return movesKeys(before)
                || removes(before)
                || !leftTargets(before, next).isEmpty();
    }

    /** False for a generation that only removed targets: no key has moved, and no delivery has to wait. */
    private boolean isMovingKeys(EarlierGeneration generation, NamespaceConfig before) {
        NamespaceConfig then = documents.config(name, generation.until() - 1, generation.document());
        return !generation.drained()
                && (movesKeys(then, before) || !places(before).containsAll(places(then)));
    }

    /** The groups of targets that were removed. */
    static Set<ConsumerGroup> leftTargets(NamespaceConfig before, NamespaceConfig after) {
        Set<ConsumerGroup> left = new LinkedHashSet<>(ConsumerGroup.ofTargets(before));
        left.removeAll(ConsumerGroup.ofTargets(after));
        return left;
    }

    private boolean movesKeys(NamespaceConfig before) {
        return movesKeys(before, next);
    }

    private static boolean movesKeys(NamespaceConfig before, NamespaceConfig after) {
        return after.ordering() == Ordering.KEY && !home(before).equals(home(after));
    }

    /**
     * The queues that keys leave, each by itself: the removed queues and, where queues were added or replaced, the
     * queues that were there before. Queues that only gain keys are not included: the messages in them wait for the
     * others.
     */
    static List<QueueConfig> left(NamespaceConfig before, NamespaceConfig after) {
        QueueConfig home = before.queues().getFirst();
        Set<QueueConfig> left = new LinkedHashSet<>(gone(before, after));
        boolean onlyRemoves = sameServers(home, after.queues().getFirst())
                && home.names().containsAll(after.queues().getFirst().names());
        if (movesKeys(before, after) && !onlyRemoves) {
            left.addAll(home.each());
        }
        return List.copyOf(left);
    }

    /** The removed queues: they are read only for what is left in them. */
    static List<QueueConfig> gone(NamespaceConfig before, NamespaceConfig after) {
        Set<List<String>> there = Set.copyOf(places(after));
        return before.queues().stream()
                .flatMap(queue -> queue.each().stream())
                .filter(queue -> !there.contains(place(queue)))
                .toList();
    }

    /** True if one change both adds and removes names beside names that stay: each half would wait for the other. */
    private boolean bothWays(NamespaceConfig before) {
        QueueConfig was = before.queues().getFirst();
        QueueConfig will = next.queues().getFirst();
        return next.ordering() == Ordering.KEY
                && sameServers(was, will)
                && was.names().stream().anyMatch(will.names()::contains)
                && !was.names().containsAll(will.names())
                && !will.names().containsAll(was.names());
    }

    private static boolean sameServers(QueueConfig one, QueueConfig other) {
        return one.type().equals(other.type()) && one.cluster().equals(other.cluster());
    }

    /** Only the first configuration keeps an order. */
    private static List<Object> home(NamespaceConfig namespace) {
        QueueConfig first = namespace.queues().getFirst();
        return List.of(first.type(), first.cluster(), Set.copyOf(first.names()));
    }

    private boolean removes(NamespaceConfig before) {
        return !places(next).containsAll(places(before));
    }

    /** Type, cluster and name of each queue that is read. */
    static List<List<String>> places(NamespaceConfig namespace) {
        return namespace.readQueues().stream().map(QueueChange::place).toList();
    }

    private static List<String> place(QueueConfig queue) {
        return List.of(queue.type(), queue.cluster(), queue.names().getFirst());
    }
}
