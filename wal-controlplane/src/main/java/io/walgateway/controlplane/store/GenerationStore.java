package io.walgateway.controlplane.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The queues of earlier revisions, and how far they are drained. Each step is taken once, by whichever control plane; a
 * step that watchers must see is a change.
 */
public final class GenerationStore {
    private static final String SELECT = """
            SELECT e.*, r.document FROM earlier_layout e JOIN revision r ON r.namespace = e.namespace AND r.revision = (
                SELECT max(o.revision) FROM revision o
                WHERE o.namespace = e.namespace AND o.revision < e.until_revision AND o.document IS NOT NULL)
            """;
    private static final String ORDER = " ORDER BY e.namespace, e.until_revision";
    private static final String INSERT =
            "INSERT INTO earlier_layout (namespace, until_revision, change_number) VALUES (:namespace, :until, :change)";
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
        database.write(handle -> step(handle, generation, "closed_at = :at WHERE closed_at IS NULL", at, null));
    }

    /** Records where the queues ended after that. */
    public void ended(EarlierGeneration generation, JsonNode ends) {
        database.write(handle -> step(handle, generation, "ends = :ends WHERE ends IS NULL", null, ends.toString()));
    }

    /** Records that everything before these ends is settled; returns the number of the change. */
    public long drained(EarlierGeneration generation, Instant at) {
        return database.write(handle -> {
            long change = ChangeClock.advance(handle, generation.namespace());
            step(handle, generation, "drained_at = :at WHERE drained_at IS NULL", at, null);
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

    private static int step(
            Handle handle, EarlierGeneration generation, String step, @Nullable Instant at, @Nullable String ends) {
        return handle.createUpdate(
                        "UPDATE earlier_layout SET " + step + " AND namespace = :namespace AND until_revision = :until")
                .bind("namespace", generation.namespace())
                .bind("until", generation.until())
                .bind("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .bind("ends", ends)
                .execute();
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
                    Optional.ofNullable(row.getString("ends")).map(json::readTree),
                    time(row, "drained_at"));
        }

        private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
            return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
        }
    }
}
