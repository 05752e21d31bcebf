package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Signature;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Namespaces that are being deleted. A step is stored only for the deletion that it was taken for. It changes nothing
 * if that deletion has ended meanwhile, or was told to treat the namespace's content in another way.
 */
public final class EndingStore {
    private static final String SELECT = "SELECT * FROM namespace_ending";
    private static final String BEGIN = """
            INSERT INTO namespace_ending (namespace, pending, change_number, author, reason, started_at, content)
            VALUES (:namespace, :pending, :change, :author, :reason, :at, :content)
            ON CONFLICT (namespace) DO UPDATE SET pending = EXCLUDED.pending, change_number = EXCLUDED.change_number,
                author = EXCLUDED.author, reason = EXCLUDED.reason, started_at = EXCLUDED.started_at,
                content = EXCLUDED.content, closed_at = NULL, quiet_since = NULL, quiet_mark = NULL
            """;
    private static final String ONE = " WHERE namespace = :namespace AND change_number = :change";

    private final Database database;
    private final Rows rows;

    public EndingStore(Database database, JsonMapper json) {
        this.database = database;
        this.rows = new Rows(json);
    }

    /** All deletions, by name. */
    public List<Ending> all() {
        return database.read(this::all);
    }

    /** The deletion of a namespace; empty: it is not being deleted. */
    public Optional<Ending> of(String namespace) {
        return database.read(handle -> of(handle, namespace));
    }

    /** Records that every process knows of the deletion. */
    public void closed(Ending ending, Instant at) {
        set(ending, "closed_at = coalesce(closed_at, :at)", at, at, "");
    }

    /** Records what the namespace holds. */
    public void counted(Ending ending, NamespaceContent content) {
        set(ending, "content = :text", ending.startedAt(), ending.startedAt(), text(content));
    }

    /** Records that nothing was found. */
    public void quiet(Ending ending, Ending.Quiet quiet) {
        set(ending, "quiet_since = :at, quiet_mark = :text", quiet.since(), quiet.since(), quiet.mark());
    }

    /** Records that something was found again. */
    public void noisy(Ending ending) {
        set(ending, "quiet_since = NULL, quiet_mark = NULL", ending.startedAt(), ending.startedAt(), "");
    }

    /** Records the content that the queues are about to be told to drop. */
    public void dropping(Ending ending, NamespaceContent content) {
        set(ending, "dropped = coalesce(dropped, :text)", ending.startedAt(), ending.startedAt(), text(content));
    }

    /** Records that the queues were told. */
    public void dropped(Ending ending, Ending.Drop drop) {
        set(ending, "dropped_at = :at, effective_at = :then", drop.at(), drop.effective(), "");
    }

    List<Ending> all(Handle handle) {
        return handle.createQuery(SELECT + " ORDER BY namespace").map(rows).list();
    }

    Optional<Ending> of(Handle handle, String namespace) {
        return handle.createQuery(SELECT + " WHERE namespace = :namespace")
                .bind("namespace", namespace)
                .map(rows)
                .findOne();
    }

    void begin(
            Handle handle,
            String namespace,
            Pending pending,
            long change,
            Signature by,
            Instant at,
            Optional<NamespaceContent> content) {
        handle.createUpdate(BEGIN)
                .bind("namespace", namespace)
                .bind("pending", pending.text())
                .bind("change", change)
                .bind("author", by.author())
                .bind("reason", by.reason())
                .bind("at", time(at))
                .bind("content", content.map(EndingStore::text).orElse(null))
                .execute();
    }

    /** Returns true if the deletion was still stored. */
    boolean end(Handle handle, Ending ending) {
        return handle.createUpdate("DELETE FROM namespace_ending" + ONE)
                        .bind("namespace", ending.namespace())
                        .bind("change", ending.change())
                        .execute()
                > 0;
    }

    private void set(Ending ending, String step, Instant at, Instant then, String text) {
        database.write(handle -> handle.createUpdate("UPDATE namespace_ending SET " + step + ONE)
                .bind("namespace", ending.namespace())
                .bind("change", ending.change())
                .bind("at", time(at))
                .bind("then", time(then))
                .bind("text", text)
                .execute());
    }

    private static String text(NamespaceContent content) {
        return ContentJson.write(content).toString();
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Rows(JsonMapper json) implements RowMapper<Ending> {
        @Override
        public Ending map(ResultSet row, StatementContext context) throws SQLException {
            Optional<String> mark = Optional.ofNullable(row.getString("quiet_mark"));
            Optional<Instant> effective = time(row, "effective_at");
            return new Ending(
                    row.getString("namespace"),
                    Pending.of(row.getString("pending")),
                    row.getLong("change_number"),
                    new Signature(row.getString("author"), row.getString("reason")),
                    time(row, "started_at").orElseThrow(),
                    time(row, "closed_at"),
                    time(row, "quiet_since").map(since -> new Ending.Quiet(since, mark.orElse(""))),
                    time(row, "dropped_at").map(at -> new Ending.Drop(at, effective.orElse(at))),
                    content(row, "content"),
                    content(row, "dropped"));
        }

        private Optional<NamespaceContent> content(ResultSet row, String column) throws SQLException {
            return Optional.ofNullable(row.getString(column))
                    .map(json::readTree)
                    .map(ContentJson::read);
        }

        private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
            return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
        }
    }
}
