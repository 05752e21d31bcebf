package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.revision.Signature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table {@code revision}. */
final class RevisionRows implements RowMapper<Revision> {

    private static final String INSERT = """
            INSERT INTO revision (namespace, revision, change_number, shard, document, author, reason, changed_at,
                dropped)
            VALUES (:namespace, :revision, :change, :shard, CAST(:document AS json), :author, :reason, :at, :dropped)
            """;
    private static final String POINT = """
            INSERT INTO namespace (name, revision, change_number) VALUES (:namespace, :revision, :change)
            ON CONFLICT (name) DO UPDATE SET revision = EXCLUDED.revision, change_number = EXCLUDED.change_number
            """;

    private final JsonMapper json;

    RevisionRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Revision map(ResultSet row, StatementContext context) throws SQLException {
        return new Revision(
                row.getString("namespace"),
                row.getLong("revision"),
                row.getLong("change_number"),
                row.getString("shard"),
                Optional.ofNullable(row.getString("document")).map(json::readTree),
                new Signature(row.getString("author"), row.getString("reason")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("dropped"))
                        .map(json::readTree)
                        .map(ContentJson::read));
    }

    /** Adds the revision, and makes it the namespace's last one. */
    void insert(Handle handle, Revision revision) {
        handle.createUpdate(INSERT)
                .bind("namespace", revision.namespace())
                .bind("revision", revision.number())
                .bind("change", revision.change())
                .bind("shard", revision.shard())
                .bind(
                        "document",
                        revision.document().map(json::writeValueAsString).orElse(null))
                .bind("author", revision.by().author())
                .bind("reason", revision.by().reason())
                .bind("at", revision.at().atOffset(ZoneOffset.UTC))
                .bind(
                        "dropped",
                        revision.dropped()
                                .map(ContentJson::write)
                                .map(Object::toString)
                                .orElse(null))
                .execute();
        handle.createUpdate(POINT)
                .bind("namespace", revision.namespace())
                .bind("revision", revision.number())
                .bind("change", revision.change())
                .execute();
    }
}
