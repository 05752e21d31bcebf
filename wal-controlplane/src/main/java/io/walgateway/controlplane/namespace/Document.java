package io.walgateway.controlplane.namespace;

import io.walgateway.core.namespace.NamespaceConfig;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A valid document.
 *
 * @param config    what it means
 * @param canonical how it is stored
 * @param gaps      what it asks for that has no plugin here; empty: all of it can be served
 */
public record Document(NamespaceConfig config, JsonNode canonical, List<String> gaps) {

    public Document {
        gaps = List.copyOf(gaps);
    }
}
