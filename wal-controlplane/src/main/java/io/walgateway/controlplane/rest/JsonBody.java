package io.walgateway.controlplane.rest;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that are small objects; everything that is not as it must be is refused by its pointer. */
final class JsonBody {

    private JsonBody() {}

    static JsonNode tree(byte[] body, JsonMapper json) {
        try {
            JsonNode root = json.readTree(body);
            if (root == null || root.isMissingNode()) {
                throw new RefusedException(new Refusal.NotJson(1, 1, "empty"));
            }
            requireWhole("", root);
            return root;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new RefusedException(
                    new Refusal.NotJson(
                            at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), e.getOriginalMessage()),
                    e);
        }
    }

    /** Half a surrogate pair has no bytes in UTF-8: it would become a question mark, and match or be stored as that. */
    private static void requireWhole(String pointer, JsonNode node) {
        if (node.isString()) {
            String text = node.stringValue();
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw refused(pointer, node.toString(), "text without half a surrogate pair");
            }
        } else if (node.isObject()) {
            node.forEachEntry((key, value) -> requireWhole(pointer + "/" + key, value));
        } else {
            for (int i = 0; i < node.size(); i++) {
                requireWhole(pointer + "/" + i, node.path(i));
            }
        }
    }

    /** An object with no other keys than these. */
    static JsonNode object(String pointer, JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            throw refused(pointer, node.toString(), "an object");
        }
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw refused(
                        pointer + "/" + key,
                        String.valueOf(node.get(key)),
                        "no other keys than "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return node;
    }

    static RefusedException refused(String pointer, String value, String expected) {
        return new RefusedException(new Refusal.Invalid(List.of(Flaw.of(pointer, Shown.of(value), expected))));
    }
}
