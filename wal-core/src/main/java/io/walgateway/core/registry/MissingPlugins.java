package io.walgateway.core.registry;

import io.walgateway.core.namespace.NamespaceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the types that a namespace uses and for which the process has no plugin. */
public final class MissingPlugins {
    private MissingPlugins() {}

    /**
     * One sentence for each missing plugin, such as {@code not served: queue type SQS has no plugin here}; empty if
     * there is none.
     */
    public static List<String> of(NamespaceConfig namespace, Plugins plugins) {
        List<String> gaps = new ArrayList<>(inQueues(namespace, plugins));
        namespace.targets().stream()
                .map(target -> target.address().type())
                .distinct()
                .filter(type -> plugins.target(type).isEmpty())
                .forEach(type -> gaps.add("not served: target type " + type + " has no plugin here"));
        namespace
                .durableStorage()
                .filter(storage -> plugins.storage(storage.type()).isEmpty())
                .ifPresent(storage ->
                        gaps.add("not served: durable storage type " + storage.type() + " has no plugin here"));
        return gaps;
    }

    /** The gaps in queues only, without whose plugins nothing can be appended or read. */
    public static List<String> inQueues(NamespaceConfig namespace, Plugins plugins) {
        return namespace.queues().stream()
                .map(queue -> queue.type())
                .distinct()
                .filter(type -> plugins.queue(type).isEmpty())
                .map(type -> "not served: queue type " + type.toUpperCase(Locale.ROOT) + " has no plugin here")
                .toList();
    }
}
