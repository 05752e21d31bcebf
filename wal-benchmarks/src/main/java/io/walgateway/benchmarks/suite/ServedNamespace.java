package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.core.namespace.ConsumerGroup;
import java.nio.file.Path;
import java.util.List;

/**
 * A namespace with the name of its topic, in a catalog of its own, ordered by key; its groups start at the beginning of
 * the topic.
 */
record ServedNamespace(String name, Path catalog) {

    /**
     * Creates the namespace; no process runs on it yet.
     *
     * @param target members of a JSON object
     */
    static ServedNamespace on(Workbench bench, String name, String target) {
        Path catalog = bench.directory("catalog");
        bench.topics().create(name, name + Documents.DEAD_LETTERS);
        List.of(
                        ConsumerGroup.ofTarget(name, Documents.TARGET).name(),
                        ConsumerGroup.ofRequestTargets(name).name())
                .forEach(group -> bench.topics().startAtTheBeginning(group, name));
        Gateways.put(catalog, name, Documents.of(name, "key", target));
        return new ServedNamespace(name, catalog);
    }

    void delete(Workbench bench) {
        bench.topics().delete(List.of(name, name + Documents.DEAD_LETTERS));
    }
}
