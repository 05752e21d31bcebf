package io.walgateway.controlplane.store;

import io.walgateway.core.namespace.TargetEras;
import io.walgateway.core.namespace.TargetEras.Era;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which targets each revision of a namespace had. */
final class TargetEraStore {
    private static final String SELECT =
            "SELECT namespace, since_revision, targets FROM target_era WHERE namespace IN (<names>)";
    private static final String INSERT =
            "INSERT INTO target_era (namespace, since_revision, targets) VALUES (:namespace, :since, :targets)";
    private static final String LAST = """
            SELECT targets FROM target_era WHERE namespace = :namespace ORDER BY since_revision DESC LIMIT 1
            """;
    private static final String PRUNE = """
            DELETE FROM target_era WHERE namespace = :namespace AND since_revision NOT IN (
                SELECT since_revision FROM target_era WHERE namespace = :namespace
                ORDER BY since_revision DESC LIMIT :max)
            """;

    private final JsonMapper json;

    TargetEraStore(JsonMapper json) {
        this.json = json;
    }

    /**
     * Eras by name; namespaces without any are left out.
     *
     * @param names not empty
     */
    Map<String, TargetEras> of(Handle handle, List<String> names) {
        Map<String, List<Era>> eras = new HashMap<>();
        handle.createQuery(SELECT)
                .bindList("names", names)
                .map((row, _) -> Map.entry(
                        row.getString("namespace"),
                        new Era(row.getLong("since_revision"), names(row.getString("targets")))))
                .forEach(era -> eras.computeIfAbsent(era.getKey(), _ -> new ArrayList<>())
                        .add(era.getValue()));
        return eras.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new TargetEras(entry.getValue())));
    }

    /**
     * Records that writes of this revision and later are for these targets; nothing happens when they are the targets
     * of the revision before.
     */
    void begin(Handle handle, String namespace, long since, Set<String> targets) {
        boolean same = handle.createQuery(LAST)
                .bind("namespace", namespace)
                .mapTo(String.class)
                .findOne()
                .filter(last -> names(last).equals(targets))
                .isPresent();
        if (same) {
            return;
        }
        handle.createUpdate(INSERT)
                .bind("namespace", namespace)
                .bind("since", since)
                .bind("targets", json.writeValueAsString(new TreeSet<>(targets)))
                .execute();
        handle.createUpdate(PRUNE)
                .bind("namespace", namespace)
                .bind("max", TargetEras.MAX)
                .execute();
    }

    void removeAll(Handle handle, String namespace) {
        handle.createUpdate("DELETE FROM target_era WHERE namespace = :namespace")
                .bind("namespace", namespace)
                .execute();
    }

    private Set<String> names(String targets) {
        return json.readTree(targets).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }
}
