package io.walgateway.config.document.node;

import tools.jackson.databind.JsonNode;

/** A value of a document, and the JSON pointer to it as the document spells it. */
public record Given(JsonNode node, String pointer) {

    public Given element(int index) {
        return new Given(node.get(index), pointer + "/" + index);
    }

    static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
