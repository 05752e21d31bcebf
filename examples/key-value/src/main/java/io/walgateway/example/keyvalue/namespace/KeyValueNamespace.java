package io.walgateway.example.keyvalue.namespace;

import java.util.List;

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

    public boolean isIndexed() {
        return !indices.isEmpty();
    }
}
