package io.walgateway.controlplane.revision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One place where two documents differ.
 *
 * @param pointer a JSON pointer; empty: the whole document
 * @param before  empty: the value is new
 * @param after   empty: the value was removed
 */
public record JsonChange(String pointer, Optional<JsonNode> before, Optional<JsonNode> after) {

    /**
     * All places where the documents differ, each as deep as possible, in the order of the documents; arrays by index.
     */
    public static List<JsonChange> between(Optional<JsonNode> before, Optional<JsonNode> after) {
        List<JsonChange> changes = new ArrayList<>();
        collect("", before, after, changes);
        return changes;
    }

    private static void collect(
            String pointer, Optional<JsonNode> before, Optional<JsonNode> after, List<JsonChange> changes) {
        if (before.equals(after)) {
            return;
        }
        if (both(JsonNode::isObject, before, after)) {
            for (String key : keys(before.orElseThrow(), after.orElseThrow())) {
                collect(pointer + "/" + escaped(key), before.map(n -> n.get(key)), after.map(n -> n.get(key)), changes);
            }
        } else if (both(JsonNode::isArray, before, after)) {
            int size = Math.max(before.orElseThrow().size(), after.orElseThrow().size());
            for (int i = 0; i < size; i++) {
                int index = i;
                collect(pointer + "/" + index, before.map(n -> n.get(index)), after.map(n -> n.get(index)), changes);
            }
        } else {
            changes.add(new JsonChange(pointer, before, after));
        }
    }

    private static boolean both(Predicate<JsonNode> is, Optional<JsonNode> before, Optional<JsonNode> after) {
        return before.filter(is).isPresent() && after.filter(is).isPresent();
    }

    private static Set<String> keys(JsonNode before, JsonNode after) {
        Set<String> keys = new LinkedHashSet<>(before.propertyNames());
        keys.addAll(after.propertyNames());
        return keys;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
