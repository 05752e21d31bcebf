package io.walgateway.example.keyvalue.index;

import com.google.protobuf.ByteString;
import io.walgateway.config.ExactJson;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.IndexDefinition.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The indexed values of an item, as text. Pure, and the same for the same item in each version of this code. */
public final class Terms {
    /** Longer values are not indexed. */
    public static final int BYTES_MAX = 1_024;

    private Terms() {}

    /** The indexed values by the keys of the indices. An index in which the item has none is absent. */
    public static Map<String, String> of(
            List<IndexDefinition> indices, ByteString value, Map<String, String> metadata) {
        boolean readsValue = indices.stream().anyMatch(index -> index.source() instanceof Source.InValue);
        Optional<JsonNode> json = readsValue ? parse(value) : Optional.empty();
        Map<String, String> terms = new TreeMap<>();
        for (IndexDefinition index : indices) {
            Optional<String> term = switch (index.source()) {
                case Source.InValue(var pointer) -> json.flatMap(root -> text(root.at(pointer)));
                case Source.InMetadata(String name) -> Optional.ofNullable(metadata.get(name));
            };
            term.filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX)
                    .ifPresent(text -> terms.put(index.key(), text));
        }
        return terms;
    }

    private static Optional<JsonNode> parse(ByteString value) {
        try {
            return ExactJson.tree(ExactJson.MAPPER, ExactJson.MAPPER.createParser(value.newInput()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node) {
        if (node.isString()) {
            return Optional.of(node.stringValue());
        }
        return node.isNumber() || node.isBoolean() ? Optional.of(node.toString()) : Optional.empty();
    }
}
