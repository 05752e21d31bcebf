package io.walgateway.plugin.cassandra.row;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads strings among the values of a JSON object. */
final class TextNodes {
    private TextNodes() {}

    /** Empty: the node is not a string. */
    static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
