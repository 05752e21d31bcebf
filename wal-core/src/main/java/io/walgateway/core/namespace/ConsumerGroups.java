package io.walgateway.core.namespace;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Names of consumer groups: one for each target of a namespace, so that several targets read the same log
 * independently, and one for the messages that name their own target.
 */
public final class ConsumerGroups {
    private ConsumerGroups() {}

    public static String ofTarget(String namespace, String target) {
        return "wal." + namespace + "." + target;
    }

    /** No target can have this name: {@code @} is not allowed in names. */
    public static String ofRequestTargets(String namespace) {
        return "wal." + namespace + ".@request";
    }

    /** All groups that read the namespace's log. */
    public static Set<String> of(NamespaceConfig namespace) {
        Set<String> groups = new LinkedHashSet<>();
        namespace.targets().forEach(target -> groups.add(ofTarget(namespace.name(), target.name())));
        groups.add(ofRequestTargets(namespace.name()));
        return groups;
    }
}
