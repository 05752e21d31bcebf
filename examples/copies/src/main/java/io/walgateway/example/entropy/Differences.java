package io.walgateway.example.entropy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares two stores with each other and with what was written, key by key. */
record Differences(List<String> lines) {
    Differences {
        lines = List.copyOf(lines);
    }

    static Differences between(Map<String, Integer> written, Map<String, Integer> table, Map<String, Integer> index) {
        TreeSet<String> keys = new TreeSet<>(written.keySet());
        keys.addAll(table.keySet());
        keys.addAll(index.keySet());
        List<String> lines = new ArrayList<>();
        for (String key : keys) {
            String expected = text(written, key);
            if (!text(table, key).equals(expected) || !text(index, key).equals(expected)) {
                lines.add("%s: Cassandra has %s, OpenSearch has %s (expected: %s)"
                        .formatted(key, text(table, key), text(index, key), expected));
            }
        }
        return new Differences(lines);
    }

    int count() {
        return lines.size();
    }

    private static String text(Map<String, Integer> store, String key) {
        Integer number = store.get(key);
        return number == null ? "nothing" : number.toString();
    }
}
