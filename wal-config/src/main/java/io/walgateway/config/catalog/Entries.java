package io.walgateway.config.catalog;

import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.core.namespace.Generation;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The state of one shard's namespaces according to a control plane, as far as it was usable. For one thread. */
final class Entries {
    private final String shard;
    private final Plugins plugins;
    private static final String SOURCE = "control plane";

    private final Map<String, Entry> byName = new HashMap<>();

    /** A namespace as it was received, and the configuration read from it. */
    private record Entry(Change.Put put, NamespaceConfig config) {}

    Entries(String shard, Plugins plugins) {
        this.shard = shard;
        this.plugins = plugins;
    }

    Map<String, NamespaceConfig> configs() {
        return byName.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().config()));
    }

    /** The namespaces that accept no writes. */
    Set<String> ending() {
        return byName.values().stream()
                .map(Entry::put)
                .filter(Change.Put::ending)
                .map(Change.Put::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    Collection<Change.Put> puts() {
        return byName.values().stream().map(Entry::put).toList();
    }

    /** Returns true if anything changed. */
    boolean apply(List<Change> changes) {
        boolean changed = false;
        for (Change change : changes) {
            changed |= switch (change) {
                case Change.Deleted deleted -> byName.remove(deleted.name()) != null;
                case Change.Put put -> apply(put);
            };
        }
        return changed;
    }

    /** As {@link #apply}, if the changes are the complete state: a namespace that is not among them was deleted. */
    boolean applyAll(List<Change> changes) {
        Set<String> names = changes.stream().map(Change::name).collect(Collectors.toSet());
        boolean removed = byName.keySet().retainAll(names);
        return apply(changes) || removed;
    }

    private boolean apply(Change.Put put) {
        if (!put.shard().equals(shard)) {
            return byName.remove(put.name()) != null;
        }
        Entry before = byName.get(put.name());
        if (before != null && before.put().equals(put)) {
            return false;
        }
        Optional<NamespaceConfig> config =
                DocumentLog.config(put.name(), SOURCE, put.revision(), NamespaceDocument.read(put.document(), plugins));
        config.ifPresent(valid -> byName.put(
                put.name(), new Entry(put, valid.withEarlier(generations(put)).withEras(put.targetEras()))));
        return config.isPresent();
    }

    private List<Generation> generations(Change.Put put) {
        List<Generation> generations = new ArrayList<>();
        for (Change.Earlier earlier : put.earlier()) {
            DocumentLog.config(
                            put.name(),
                            SOURCE,
                            earlier.until() - 1,
                            NamespaceDocument.read(earlier.document(), plugins))
                    .ifPresent(config -> generations.add(
                            new Generation(earlier.until(), config.queues(), earlier.drained(), config.targets())));
        }
        return generations;
    }
}
