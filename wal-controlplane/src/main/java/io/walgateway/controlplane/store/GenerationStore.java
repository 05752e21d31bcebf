package io.walgateway.controlplane.store;

import io.walgateway.controlplane.store.EarlierGeneration.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The queues of earlier revisions, and how far they are drained. Each step is taken once, by whichever control plane; a
 * step that watchers must see is a change.
 */
public final class GenerationStore {
    private static final String SELECT = """
            SELECT e.*, r.document, (
                SELECT json_object_agg(p.region, json_build_object('ends', p.ends::json, 'drained', p.drained_at IS NOT NULL))
                FROM earlier_layout_region p
                WHERE p.namespace = e.namespace AND p.until_revision = e.until_revision) AS regions
            FROM earlier_layout e JOIN revision r ON r.namespace = e.namespace AND r.revision = (
                SELECT max(o.revision) FROM revision o
                WHERE o.namespace = e.namespace AND o.revision < e.until_revision AND o.document IS NOT NULL)
            """;
    private static final String ORDER = " ORDER BY e.namespace, e.until_revision";
    private static final String INSERT =
            "INSERT INTO earlier_layout (namespace, until_revision, change_number) VALUES (:namespace, :until, :change)";
    private static final String CLOSED = """
            UPDATE earlier_layout SET closed_at = :at
            WHERE namespace = :namespace AND until_revision = :until AND closed_at IS NULL
            """;
    private static final String ENDED = """
            INSERT INTO earlier_layout_region (namespace, until_revision, region, ends)
            SELECT namespace, until_revision, :region, :ends FROM earlier_layout
            WHERE namespace = :namespace AND until_revision = :until
            ON CONFLICT DO NOTHING
            """;
    private static final String DRAINED = """
            UPDATE earlier_layout_region SET drained_at = :at
            WHERE namespace = :namespace AND until_revision = :until AND region IN (<regions>) AND drained_at IS NULL
            """;
    private static final String ALL_DRAINED = """
            UPDATE earlier_layout e SET drained_at = :at
            WHERE e.namespace = :namespace AND e.until_revision = :until AND e.drained_at IS NULL AND :count = (
                SELECT count(*) FROM earlier_layout_region p
                WHERE p.namespace = e.namespace AND p.until_revision = e.until_revision AND p.region IN (<regions>)
                    AND p.drained_at IS NOT NULL)
            """;
    private static final String ONE = " WHERE namespace = :namespace AND until_revision = :until";

    private final Database database;
    private final Rows rows;

    public GenerationStore(Database database, JsonMapper json) {
        this.database = database;
        this.rows = new Rows(json);
    }

    /** Earlier queues of all namespaces, the oldest first. */
    public List<EarlierGeneration> all() {
        return database.read(this::all);
    }

    /** Earlier queues of one namespace, the oldest first. */
    public List<EarlierGeneration> of(String namespace) {
        return database.read(handle -> of(handle, namespace));
    }

    /** Records that every process appends elsewhere. */
    public void closed(EarlierGeneration generation, Instant at) {
        database.write(handle ->
                of(handle.createUpdate(CLOSED), generation).bind("at", time(at)).execute());
    }

    /** Records where the queues of a region ended after that. */
    public void ended(EarlierGeneration generation, String region, JsonNode ends) {
        database.write(handle -> of(handle.createUpdate(ENDED), generation)
                .bind("region", region)
                .bind("ends", ends.toString())
                .execute());
    }

    /**
     * Records that everything before these ends is settled in some regions; returns the number of the change.
     *
     * @param regions not empty
     * @param all     the regions that have to be drained before the queues are
     */
    public long drained(EarlierGeneration generation, Set<String> regions, Set<String> all, Instant at) {
        return database.write(handle -> {
            long change = ChangeClock.advance(handle, generation.namespace());
            of(handle.createUpdate(DRAINED), generation)
                    .bindList("regions", List.copyOf(regions))
                    .bind("at", time(at))
                    .execute();
            of(handle.createUpdate(ALL_DRAINED), generation)
                    .bindList("regions", List.copyOf(all))
                    .bind("count", all.size())
                    .bind("at", time(at))
                    .execute();
            return change;
        });
    }

    /** Records that nothing can be left in them; returns the number of the change. */
    public long forgotten(EarlierGeneration generation) {
        return database.write(handle -> {
            long change = ChangeClock.advance(handle, generation.namespace());
            QueueUses.release(handle, generation.namespace(), generation.until());
            handle.createUpdate("DELETE FROM earlier_layout" + ONE)
                    .bind("namespace", generation.namespace())
                    .bind("until", generation.until())
                    .execute();
            return change;
        });
    }

    List<EarlierGeneration> all(Handle handle) {
        return handle.createQuery(SELECT + ORDER).map(rows).list();
    }

    List<EarlierGeneration> of(Handle handle, String namespace) {
        return handle.createQuery(SELECT + " WHERE e.namespace = :namespace" + ORDER)
                .bind("namespace", namespace)
                .map(rows)
                .list();
    }

    void add(Handle handle, String namespace, long until, long change) {
        handle.createUpdate(INSERT)
                .bind("namespace", namespace)
                .bind("until", until)
                .bind("change", change)
                .execute();
    }

    void removeAll(Handle handle, String namespace) {
        handle.createUpdate("DELETE FROM earlier_layout WHERE namespace = :namespace")
                .bind("namespace", namespace)
                .execute();
    }

    private static Update of(Update update, EarlierGeneration generation) {
        return update.bind("namespace", generation.namespace()).bind("until", generation.until());
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Rows(JsonMapper json) implements RowMapper<EarlierGeneration> {
        @Override
        public EarlierGeneration map(ResultSet row, StatementContext context) throws SQLException {
            return new EarlierGeneration(
                    row.getString("namespace"),
                    row.getLong("until_revision"),
                    row.getLong("change_number"),
                    json.readTree(row.getString("document")),
                    time(row, "closed_at"),
                    regions(row.getString("regions")),
                    time(row, "drained_at"));
        }

        private Map<String, Progress> regions(@Nullable String stored) {
            Map<String, Progress> regions = new HashMap<>();
            if (stored != null) {
                json.readTree(stored)
                        .forEachEntry((region, progress) -> regions.put(
                                region,
                                new Progress(
                                        progress.path("ends"),
                                        progress.path("drained").asBoolean())));
            }
            return regions;
        }

        private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
            return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
        }
    }
}
