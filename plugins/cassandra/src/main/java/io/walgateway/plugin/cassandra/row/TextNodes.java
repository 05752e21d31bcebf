package io.walgateway.plugin.cassandra.row;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Texts among the values of a JSON object. */
final class TextNodes {
    private TextNodes() {}

    /** Empty: it is no text. */
    static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
