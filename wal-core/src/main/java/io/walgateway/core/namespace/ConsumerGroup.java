package io.walgateway.core.namespace;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who reads a log independently of others: there is one group for each target of a namespace, and one for the messages
 * that name their own target.
 *
 * @param namespace whose log
 * @param target    the target's name, or one that begins with {@code @}, which no target's name may, for a group of the
 *                  gateway's own
 */
public record ConsumerGroup(String namespace, String target) {
    private static final String REQUEST = "@request";
    private static final String DEAD_LETTERS = "@dead-letters";

    public static ConsumerGroup ofTarget(String namespace, String target) {
        return new ConsumerGroup(namespace, target);
    }

    /** Of the messages that name their own target. */
    public static ConsumerGroup ofRequestTargets(String namespace) {
        return new ConsumerGroup(namespace, REQUEST);
    }

    /** Of those who take dead letters out of the dead-letter queues. */
    public static ConsumerGroup ofDeadLetters(String namespace) {
        return new ConsumerGroup(namespace, DEAD_LETTERS);
    }

    /** All groups that read the namespace's log, those of targets that it has left among them. */
    public static Set<ConsumerGroup> of(NamespaceConfig namespace) {
        Set<ConsumerGroup> groups = ofTargets(namespace);
        namespace
                .leftTargets()
                .forEach(left ->
                        groups.add(ofTarget(namespace.name(), left.target().name())));
        groups.add(ofRequestTargets(namespace.name()));
        return groups;
    }

    /** Those among them that read messages which name no target. */
    public static Set<ConsumerGroup> ofTargets(NamespaceConfig namespace) {
        Set<ConsumerGroup> groups = new LinkedHashSet<>();
        namespace.targets().forEach(target -> groups.add(ofTarget(namespace.name(), target.name())));
        return groups;
    }

    /** Whether it is one of the gateway's own, and no target's. */
    public boolean isOwn() {
        return target.startsWith("@");
    }

    /** {@code wal.<namespace>.<target>}: how a queue's servers know it. */
    public String name() {
        return "wal." + namespace + "." + target;
    }

    @Override
    public String toString() {
        return name();
    }
}
