package io.walgateway.core.namespace;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A group of readers that reads a log independently of others. There is one group for each target of a namespace, and
 * one for the messages that name their own target.
 *
 * @param namespace whose log it reads
 * @param target    the target's name. For a group of the gateway's own it begins with {@code @}, which a target's name
 *                  may not
 */
public record ConsumerGroup(String namespace, String target) {
    private static final String REQUEST = "@request";
    private static final String DEAD_LETTERS = "@dead-letters";

    public static ConsumerGroup ofTarget(String namespace, String target) {
        return new ConsumerGroup(namespace, target);
    }

    /** The group for messages that name their own target. */
    public static ConsumerGroup ofRequestTargets(String namespace) {
        return new ConsumerGroup(namespace, REQUEST);
    }

    /** The group for readers of the dead-letter queues. */
    public static ConsumerGroup ofDeadLetters(String namespace) {
        return new ConsumerGroup(namespace, DEAD_LETTERS);
    }

    /** All groups that read the namespace's log, including those of targets it has left. */
    public static Set<ConsumerGroup> of(NamespaceConfig namespace) {
        Set<ConsumerGroup> groups = ofTargets(namespace);
        namespace
                .leftTargets()
                .forEach(left ->
                        groups.add(ofTarget(namespace.name(), left.target().name())));
        groups.add(ofRequestTargets(namespace.name()));
        return groups;
    }

    /** The groups that read messages which name no target. */
    public static Set<ConsumerGroup> ofTargets(NamespaceConfig namespace) {
        Set<ConsumerGroup> groups = new LinkedHashSet<>();
        namespace.targets().forEach(target -> groups.add(ofTarget(namespace.name(), target.name())));
        return groups;
    }

    /** True if it is one of the gateway's own groups and not a target's. */
    public boolean isOwn() {
        return target.startsWith("@");
    }

    /** {@code wal.<namespace>.<target>}: the group's name on a queue's servers. */
    public String name() {
        return "wal." + namespace + "." + target;
    }

    @Override
    public String toString() {
        return name();
    }
}
