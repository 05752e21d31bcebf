package io.walgateway.controlplane.access;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.Database;
import io.walgateway.controlplane.store.Page;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.Role;
import io.walgateway.core.identity.RoleBinding;
import io.walgateway.core.identity.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The bound roles. Every method throws {@link RefusedException} while the store is away. */
public final class RoleStore {
    /** Each request reads them. */
    static final int BINDINGS_MAX = 1_000;

    private static final String ALL = "SELECT * FROM role_binding ORDER BY id";
    private static final String ONE = "SELECT * FROM role_binding WHERE id = :id";
    private static final String INSERT = """
            INSERT INTO role_binding (principal, role, scope, scope_name, author, reason, made_at)
            VALUES (:principal, :role, :scope, :scope_name, :author, :reason, :at)
            ON CONFLICT DO NOTHING
            """;
    private static final String SAME = """
            SELECT * FROM role_binding
            WHERE principal = :principal AND role = :role AND scope = :scope AND scope_name = :scope_name
            """;
    private static final String AUDIT = """
            INSERT INTO role_audit (what, binding, principal, role, scope, scope_name, author, reason, at)
            VALUES (:what, :binding, :principal, :role, :scope, :scope_name, :author, :reason, :at)
            """;
    private static final String CHANGES = "SELECT * FROM role_audit WHERE id < :before ORDER BY id DESC LIMIT :limit";

    private final Database database;
    private final InstantSource clock;

    public RoleStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** All bindings, oldest first. */
    public List<StoredBinding> all() {
        return database.read(
                handle -> handle.createQuery(ALL).map((row, _) -> stored(row)).list());
    }

    /**
     * Binds a role. One that is bound already stays as it is.
     *
     * @throws RefusedException also when there are too many
     */
    public StoredBinding bind(RoleBinding binding, Signature by) {
        return database.write(handle -> {
            // Serialises changes, so that the count below holds.
            handle.execute("LOCK TABLE role_binding IN SHARE ROW EXCLUSIVE MODE");
            int count = handle.createQuery("SELECT count(*) FROM role_binding")
                    .mapTo(Integer.class)
                    .one();
            if (count >= BINDINGS_MAX) {
                throw new RefusedException(new Refusal.TooManyRoles(BINDINGS_MAX));
            }
            Instant now = now();
            int added = signed(described(handle.createUpdate(INSERT), binding), by, now)
                    .execute();
            StoredBinding stored = described(handle.createQuery(SAME), binding)
                    .map((row, _) -> stored(row))
                    .one();
            if (added > 0) {
                note(handle, "bound", stored, by, now);
            }
            return stored;
        });
    }

    /**
     * One binding.
     *
     * @throws RefusedException also when there is none with this id
     */
    public StoredBinding get(long id) {
        return database.read(handle -> get(handle, id));
    }

    /**
     * Removes a binding.
     *
     * @throws RefusedException also when there is no such binding
     */
    public StoredBinding remove(long id, Signature by) {
        return database.write(handle -> {
            StoredBinding stored = get(handle, id);
            int removed = handle.createUpdate("DELETE FROM role_binding WHERE id = :id")
                    .bind("id", id)
                    .execute();
            if (removed == 0) {
                throw new RefusedException(new Refusal.NoSuchRole(id));
            }
            note(handle, "removed", stored, by, now());
            return stored;
        });
    }

    /** Changes, newest first, all before this one. */
    public Page<RoleChange> changes(long before, int limit) {
        return database.read(handle -> Page.of(
                handle.createQuery(CHANGES)
                        .bind("before", before)
                        .bind("limit", limit + 1)
                        .map((row, _) -> new RoleChange(
                                row.getLong("id"),
                                row.getString("what").equals("removed"),
                                new StoredBinding(row.getLong("binding"), binding(row), signature(row), at(row, "at"))))
                        .list(),
                limit,
                change -> String.valueOf(change.id())));
    }

    private static StoredBinding get(Handle handle, long id) {
        return handle.createQuery(ONE)
                .bind("id", id)
                .map((row, _) -> stored(row))
                .findOne()
                .orElseThrow(() -> new RefusedException(new Refusal.NoSuchRole(id)));
    }

    private static void note(Handle handle, String what, StoredBinding stored, Signature by, Instant at) {
        signed(described(handle.createUpdate(AUDIT), stored.binding()), by, at)
                .bind("what", what)
                .bind("binding", stored.id())
                .execute();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static <S extends SqlStatement<S>> S described(S statement, RoleBinding binding) {
        return statement
                .bind("principal", binding.principals().text())
                .bind("role", binding.role().toString())
                .bind("scope", kind(binding.scope()))
                .bind("scope_name", name(binding.scope()));
    }

    private static <S extends SqlStatement<S>> S signed(S statement, Signature by, Instant at) {
        return statement
                .bind("author", by.author())
                .bind("reason", by.reason())
                .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    private static StoredBinding stored(ResultSet row) throws SQLException {
        return new StoredBinding(row.getLong("id"), binding(row), signature(row), at(row, "made_at"));
    }

    private static RoleBinding binding(ResultSet row) throws SQLException {
        String name = row.getString("scope_name");
        return new RoleBinding(
                new PrincipalPattern(row.getString("principal")),
                Role.parse(row.getString("role")).orElseThrow(),
                switch (row.getString("scope")) {
                    case "shard" -> new Scope.Shard(name);
                    case "prefix" -> new Scope.Prefix(name);
                    default -> new Scope.All();
                });
    }

    private static Signature signature(ResultSet row) throws SQLException {
        return new Signature(row.getString("author"), row.getString("reason"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String kind(Scope scope) {
        return switch (scope) {
            case Scope.All() -> "all";
            case Scope.Shard _ -> "shard";
            case Scope.Prefix _ -> "prefix";
        };
    }

    private static String name(Scope scope) {
        return switch (scope) {
            case Scope.All() -> "";
            case Scope.Shard(String shard) -> shard;
            case Scope.Prefix(String prefix) -> prefix;
        };
    }
}
