package io.walgateway.controlplane.letter.store;

import io.walgateway.controlplane.letter.FilterJson;
import io.walgateway.controlplane.letter.LetterAction;
import io.walgateway.controlplane.letter.LetterAction.Kind;
import io.walgateway.controlplane.letter.LetterAction.Progress;
import io.walgateway.controlplane.letter.LetterAction.State;
import io.walgateway.controlplane.letter.LetterFilter;
import io.walgateway.controlplane.letter.LetterQuery;
import io.walgateway.controlplane.letter.LetterState;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.Database;
import io.walgateway.controlplane.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Actions as they are stored in SQL. The holder of an action's lease works on it. A lease that is not renewed expires,
 * and another control plane takes the action over. The lease's token detects a holder that has lost it.
 */
public final class ActionStore {

    private static final int LEASE_SECONDS = 5;
    private static final String ADD = """
            INSERT INTO dead_letter_action
                (namespace, kind, filter, rate, letters_to, state, matched, author, reason, started_at, lease_until)
            VALUES (:namespace, :kind, CAST(:filter AS json), :rate, :lettersTo, 'running', :matched, :author, :reason,
                :at, now()) RETURNING *
            """;
    private static final String ONE = "SELECT * FROM dead_letter_action WHERE namespace = :namespace AND id = :id";
    private static final String PAGE = """
            SELECT * FROM dead_letter_action WHERE namespace = :namespace AND id < :before ORDER BY id DESC LIMIT :limit
            """;
    private static final String RUNNING = """
            SELECT EXISTS (SELECT 1 FROM dead_letter_action
                WHERE namespace = :namespace AND kind = :kind AND state IN ('running', 'stopping'))
            """;
    private static final String FREE = """
            SELECT id, owner FROM dead_letter_action WHERE state IN ('running', 'stopping') AND lease_until <= now()
            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
            """;
    private static final String LEASE = "lease_until = now() + make_interval(secs => " + LEASE_SECONDS + ")";
    private static final String TAKE =
            "UPDATE dead_letter_action SET owner = CAST(:owner AS uuid), " + LEASE + " WHERE id = :id RETURNING *";
    private static final String MINE = " WHERE id = :id AND owner = CAST(:owner AS uuid)";
    private static final String HOLD = "UPDATE dead_letter_action SET " + LEASE + MINE + " RETURNING *";
    private static final String ADVANCE = "UPDATE dead_letter_action SET " + LEASE + """
            , done = done + :done, failed = failed + :failed, expiries_dropped = expiries_dropped + :dropped,
            trouble = CASE WHEN :trouble = '' THEN trouble ELSE :trouble END, cursor = :cursor
            """ + MINE + " RETURNING *";
    private static final String TROUBLE = "UPDATE dead_letter_action SET trouble = :trouble" + MINE;
    private static final String END =
            "UPDATE dead_letter_action SET state = :state, ended_at = :at, owner = NULL" + MINE + " RETURNING *";
    private static final String STOP = """
            UPDATE dead_letter_action SET state = 'stopping' WHERE id = :id AND state = 'running'
            """;

    private final Database database;
    private final FilterJson filters;
    private final InstantSource clock;

    public ActionStore(Database database, JsonMapper json, InstantSource clock) {
        this.database = database;
        this.filters = new FilterJson(json);
        this.clock = clock;
    }

    /** Begins an action on all letters that are open now and match. */
    public LetterAction add(String namespace, Kind kind, LetterFilter filter, Optional<Integer> rate, Signature by) {
        return database.write(handle -> {
            long lettersTo = handle.createQuery("SELECT COALESCE(max(id), 0) FROM dead_letter")
                    .mapTo(Long.class)
                    .one();
            LetterQuery query = LetterQuery.of(namespace, Optional.of(LetterState.OPEN), filter)
                    .upTo(lettersTo);
            long matched = query.bind(handle.createQuery("SELECT count(*) FROM dead_letter d" + query.where()))
                    .mapTo(Long.class)
                    .one();
            LetterAction action = handle.createQuery(ADD)
                    .bind("namespace", namespace)
                    .bind("kind", kind.text())
                    .bind("filter", filters.write(filter))
                    .bind("rate", rate.orElse(null))
                    .bind("lettersTo", lettersTo)
                    .bind("matched", matched)
                    .bind("author", by.author())
                    .bind("reason", by.reason())
                    .bind("at", LetterRows.time(clock.instant()))
                    .map((row, _) -> action(row))
                    .one();
            audit(handle, action, kind.text() + " of " + matched + " begun", by);
            return action;
        });
    }

    /**
     * Returns one action.
     *
     * @throws RefusedException when there is none
     */
    public LetterAction get(String namespace, long id) {
        return database.read(handle -> get(handle, namespace, id));
    }

    /** Lists actions, newest first, all before this one. */
    public Page<LetterAction> page(String namespace, long before, int limit) {
        return database.read(handle -> Page.of(
                handle.createQuery(PAGE)
                        .bind("namespace", namespace)
                        .bind("before", before)
                        .bind("limit", limit + 1)
                        .map((row, _) -> action(row))
                        .list(),
                limit,
                action -> String.valueOf(action.id())));
    }

    /** True if an action of this kind is not over yet. */
    public boolean isRunning(String namespace, Kind kind) {
        return database.read(handle -> handle.createQuery(RUNNING)
                .bind("namespace", namespace)
                .bind("kind", kind.text())
                .mapTo(Boolean.class)
                .one());
    }

    /** Asks the action to stop; an action that is over stays as it is. */
    public LetterAction stop(String namespace, long id, Signature by) {
        return database.write(handle -> {
            LetterAction action = get(handle, namespace, id);
            if (handle.createUpdate(STOP).bind("id", id).execute() > 0) {
                audit(handle, action, action.kind().text() + " told to stop", by);
            }
            return get(handle, namespace, id);
        });
    }

    /** Leases an action that no control plane works on; letters that its last holder had claimed are open again. */
    public Optional<LetterAction> take(UUID owner) {
        record Free(long id, Optional<UUID> owner) {}
        return database.write(handle -> {
            LetterLeases.releaseOverdue(handle);
            Optional<Free> free = handle.createQuery(FREE)
                    .map((row, _) -> new Free(
                            row.getLong("id"),
                            Optional.ofNullable(row.getString("owner")).map(UUID::fromString)))
                    .findOne();
            free.flatMap(Free::owner).ifPresent(gone -> LetterLeases.release(handle, gone));
            return free.map(action -> handle.createQuery(TAKE)
                    .bind("id", action.id())
                    .bind("owner", owner.toString())
                    .map((row, _) -> action(row))
                    .one());
        });
    }

    /** Renews the lease; empty: it is lost. */
    public Optional<LetterAction> hold(long id, UUID owner) {
        return database.write(handle -> hold(handle, id, owner));
    }

    /** Renews the lease within a transaction; no other control plane gets the lease before the transaction ends. */
    public Optional<LetterAction> hold(Handle handle, long id, UUID owner) {
        return handle.createQuery(HOLD)
                .bind("id", id)
                .bind("owner", owner.toString())
                .map((row, _) -> action(row))
                .findOne();
    }

    /** Records that the letters up to the cursor are finished; empty: the lease is lost, and nothing was recorded. */
    public Optional<LetterAction> advance(Handle handle, long id, UUID owner, Step step) {
        return handle.createQuery(ADVANCE)
                .bind("id", id)
                .bind("owner", owner.toString())
                .bind("done", step.done())
                .bind("failed", step.failed())
                .bind("dropped", step.expiriesDropped())
                .bind("trouble", step.trouble())
                .bind("cursor", step.cursor().orElse(null))
                .map((row, _) -> action(row))
                .findOne();
    }

    public void note(long id, UUID owner, String trouble) {
        database.write(handle -> handle.createUpdate(TROUBLE)
                .bind("id", id)
                .bind("owner", owner.toString())
                .bind("trouble", trouble)
                .execute());
    }

    /** Releases the lease, so that the next control plane that looks can take it. */
    public void giveBack(long id, UUID owner) {
        database.write(handle -> {
            LetterLeases.release(handle, owner);
            return handle.createUpdate("UPDATE dead_letter_action SET owner = NULL, lease_until = now()" + MINE)
                    .bind("id", id)
                    .bind("owner", owner.toString())
                    .execute();
        });
    }

    /** Ends the action, if the lease is still held. */
    public void end(long id, UUID owner, State state) {
        database.write(handle -> {
            LetterLeases.release(handle, owner);
            Optional<LetterAction> ended = handle.createQuery(END)
                    .bind("id", id)
                    .bind("owner", owner.toString())
                    .bind("state", state.text())
                    .bind("at", LetterRows.time(clock.instant()))
                    .map((row, _) -> action(row))
                    .findOne();
            ended.ifPresent(action -> audit(
                    handle,
                    action,
                    "%s %s: %d done, %d failed"
                            .formatted(
                                    action.kind().text(),
                                    state.text(),
                                    action.progress().done(),
                                    action.progress().failed()),
                    action.by()));
            return ended;
        });
    }

    /** One step of an action: the letters that it finished. */
    public record Step(int done, int failed, int expiriesDropped, String trouble, Optional<Long> cursor) {}

    private LetterAction get(Handle handle, String namespace, long id) {
        return handle.createQuery(ONE)
                .bind("namespace", namespace)
                .bind("id", id)
                .map((row, _) -> action(row))
                .findOne()
                .orElseThrow(() -> new RefusedException(new Refusal.NoSuchAction(namespace, id)));
    }

    private void audit(Handle handle, LetterAction action, String detail, Signature by) {
        Audit.ofAction(
                handle, action.namespace(), action.id(), "bulk-" + action.kind().text(), detail, by, clock.instant());
    }

    private LetterAction action(ResultSet row) throws SQLException {
        Optional<Instant> ended = LetterRows.time(row, "ended_at");
        return new LetterAction(
                row.getLong("id"),
                row.getString("namespace"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                filters.read(row.getString("filter")),
                Audit.number(row, "rate").map(Long::intValue),
                row.getLong("letters_to"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new Progress(
                        row.getLong("matched"),
                        row.getLong("done"),
                        row.getLong("failed"),
                        row.getLong("expiries_dropped"),
                        row.getString("trouble")),
                Audit.number(row, "cursor"),
                new Signature(row.getString("author"), row.getString("reason")),
                LetterRows.time(row, "started_at").orElseThrow(),
                ended);
    }
}
