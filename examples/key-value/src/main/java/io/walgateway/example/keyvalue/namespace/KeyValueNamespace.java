package io.walgateway.example.keyvalue.namespace;

import io.walgateway.example.keyvalue.request.Refusals;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A namespace, and what it allows.
 *
 * @param conditional items may have conditions; for durable storage of gateways
 * @param wal         may be part of mutation sets
 * @param indices     what can be queried; not in conditional namespaces
 */
public record KeyValueNamespace(String name, boolean conditional, boolean wal, List<IndexDefinition> indices) {
    public KeyValueNamespace {
        indices = List.copyOf(indices);
    }

    /** Refuses a name that no index of the namespace has. */
    public IndexDefinition requireIndex(String index) {
        return indices.stream()
                .filter(each -> each.name().equals(index))
                .findFirst()
                .orElseThrow(() -> Refusals.unknown(
                        "index",
                        index,
                        indices.isEmpty()
                                ? "none: namespace " + name + " has no index"
                                : "one of "
                                        + indices.stream()
                                                .map(IndexDefinition::name)
                                                .collect(Collectors.joining(", "))));
    }

    public boolean isIndexed() {
        return !indices.isEmpty();
    }
}
