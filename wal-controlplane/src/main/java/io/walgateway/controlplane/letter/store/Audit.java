package io.walgateway.controlplane.letter.store;

import io.walgateway.controlplane.letter.AuditEntry;
import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who did what to which letters. An entry is added in the transaction of the change that it reports. */
public final class Audit {

    private static final String ADD = """
            INSERT INTO dead_letter_audit (namespace, what, letter, action, detail, author, reason, at)
            VALUES (:namespace, :what, :letter, :action, :detail, :author, :reason, :at)
            """;
    private static final String PAGE = """
            SELECT * FROM dead_letter_audit WHERE namespace = :namespace AND id < :before ORDER BY id DESC LIMIT :limit
            """;

    private Audit() {}

    public static void ofLetter(Handle handle, Letter letter, String what, String detail, Signature by, Instant at) {
        add(handle, letter.namespace(), what, Optional.of(letter.id()), Optional.empty(), detail, by, at);
    }

    static void ofAction(
            Handle handle, String namespace, long action, String what, String detail, Signature by, Instant at) {
        add(handle, namespace, what, Optional.empty(), Optional.of(action), detail, by, at);
    }

    /** Lists entries, newest first, all before this one. */
    public static Page<AuditEntry> page(Handle handle, String namespace, long before, int limit) {
        return Page.of(
                handle.createQuery(PAGE)
                        .bind("namespace", namespace)
                        .bind("before", before)
                        .bind("limit", limit + 1)
                        .map((row, _) -> entry(row))
                        .list(),
                limit,
                entry -> String.valueOf(entry.id()));
    }

    private static void add(
            Handle handle,
            String namespace,
            String what,
            Optional<Long> letter,
            Optional<Long> action,
            String detail,
            Signature by,
            Instant at) {
        handle.createUpdate(ADD)
                .bind("namespace", namespace)
                .bind("what", what)
                .bind("letter", letter.orElse(null))
                .bind("action", action.orElse(null))
                .bind("detail", detail)
                .bind("author", by.author())
                .bind("reason", by.reason())
                .bind("at", LetterRows.time(at))
                .execute();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getString("what"),
                number(row, "letter"),
                number(row, "action"),
                row.getString("detail"),
                new Signature(row.getString("author"), row.getString("reason")),
                LetterRows.time(row, "at").orElseThrow());
    }

    static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }
}
