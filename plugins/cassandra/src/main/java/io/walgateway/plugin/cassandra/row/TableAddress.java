package io.walgateway.plugin.cassandra.row;

import io.walgateway.core.plugin.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A table, by its names as Cassandra stores them: a name created without quotes is in lower case.
 *
 * @param cluster a name that the process settings map to contact points
 */
public record TableAddress(String cluster, String keyspace, String table) {
    private static final String DEFAULT_CLUSTER = "default";
    private static final String KNOWN = "one of keyspace, table, cluster";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,47}");
    private static final String NAME_EXPECTED =
            "a name of 1 to 48 letters, digits and _, a letter first; lower case unless it was created with quotes";

    /** Reads properties that have no violations. */
    public static TableAddress of(Map<String, String> properties) {
        return new TableAddress(
                properties.getOrDefault("cluster", DEFAULT_CLUSTER),
                properties.getOrDefault("keyspace", ""),
                properties.getOrDefault("table", ""));
    }

    public static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        checkName(properties, "keyspace", violations);
        checkName(properties, "table", violations);
        if (properties.containsKey("cluster") && of(properties).cluster().isBlank()) {
            violations.add(new Violation("/cluster", "\"\"", "the name of a cluster, or absent for default"));
        }
        new TreeMap<>(properties).forEach((key, value) -> {
            if (!key.equals("keyspace") && !key.equals("table") && !key.equals("cluster")) {
                violations.add(new Violation(JsonPaths.member("", key), JsonPaths.shortened(value), KNOWN));
            }
        });
        return violations;
    }

    /** For log and error messages. */
    @Override
    public String toString() {
        return keyspace + "." + table;
    }

    private static void checkName(Map<String, String> properties, String key, List<Violation> violations) {
        String name = properties.get(key);
        if (name == null) {
            violations.add(new Violation("/" + key, "absent", NAME_EXPECTED));
        } else if (!NAME.matcher(name).matches()) {
            violations.add(new Violation("/" + key, "\"" + JsonPaths.shortened(name) + "\"", NAME_EXPECTED));
        }
    }
}
