package io.walgateway.controlplane.namespace;

import io.walgateway.core.namespace.NamespaceConfig;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A valid document.
 *
 * @param config    its meaning
 * @param canonical its stored form
 * @param gaps      parts of it that have no plugin here; empty: all of it can be served
 */
public record Document(NamespaceConfig config, JsonNode canonical, List<String> gaps) {

    public Document {
        gaps = List.copyOf(gaps);
    }
}
