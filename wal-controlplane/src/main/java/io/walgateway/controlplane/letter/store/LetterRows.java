package io.walgateway.controlplane.letter.store;

import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterEdit;
import io.walgateway.controlplane.letter.LetterReason;
import io.walgateway.controlplane.letter.LetterState;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.log.record.Redrive;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code dead_letter}, alone and with their records. */
public final class LetterRows {

    private final JsonMapper json;

    LetterRows(JsonMapper json) {
        this.json = json;
    }

    static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getLong("id"),
                row.getString("namespace"),
                UUID.fromString(row.getString("message_id")),
                new Letter.Cause(
                        row.getString("target"),
                        LetterReason.of(row.getString("reason")),
                        row.getString("error"),
                        row.getInt("attempts"),
                        time(row, "first_attempt"),
                        time(row, "last_attempt"),
                        row.getString("origin"),
                        row.getString("region")),
                Bytes.wrap(row.getBytes("ordering_key")),
                time(row, "write_time").orElseThrow(),
                time(row, "dead_lettered_at").orElseThrow(),
                row.getInt("payload_bytes"),
                row.getBoolean("edited"),
                LetterState.of(row.getString("state")),
                settlement(row));
    }

    WholeLetter whole(ResultSet row) throws SQLException {
        return new WholeLetter(letter(row), Bytes.wrap(row.getBytes("record")), edit(row));
    }

    /** The stored form of an address that a letter names itself. */
    @Nullable
    public String target(Redrive change) {
        return change.target().map(json::writeValueAsString).orElse(null);
    }

    private Optional<LetterEdit> edit(ResultSet row) throws SQLException {
        if (!row.getBoolean("edited")) {
            return Optional.empty();
        }
        Redrive change = new Redrive(
                Optional.ofNullable(row.getBytes("edited_payload")).map(Bytes::wrap),
                Optional.ofNullable(row.getString("edited_target"))
                        .map(text -> json.readValue(text, TargetAddress.class)),
                Optional.ofNullable(row.getString("edited_recipient")));
        return Optional.of(new LetterEdit(
                change,
                new Signature(row.getString("edited_by"), row.getString("edited_reason")),
                time(row, "edited_at").orElseThrow()));
    }

    private static Optional<Letter.Settlement> settlement(ResultSet row) throws SQLException {
        Optional<Instant> at = time(row, "settled_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        long action = row.getLong("action");
        return Optional.of(new Letter.Settlement(
                new Signature(row.getString("settled_by"), row.getString("settled_reason")),
                at.get(),
                row.wasNull() ? Optional.empty() : Optional.of(action)));
    }

    public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(LetterRows::time).orElse(null);
    }

    /** A value from a statement that always returns one row. */
    static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
