package io.walgateway.controlplane.letter.store;

import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterFilter;
import io.walgateway.controlplane.letter.LetterOrder;
import io.walgateway.controlplane.letter.LetterPage;
import io.walgateway.controlplane.letter.LetterQuery;
import io.walgateway.controlplane.letter.LetterState;
import io.walgateway.controlplane.letter.NewLetter;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.store.Database;
import io.walgateway.controlplane.store.Page;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.databind.json.JsonMapper;

/** All letters that were ever imported. */
public final class LetterStore {

    private static final String ADD = """
            WITH added AS (
                INSERT INTO dead_letter (identity, namespace, message_id, target, reason, ordering_key, error, attempts,
                    first_attempt, last_attempt, origin, region, write_time, dead_lettered_at, payload_bytes, record_bytes)
                VALUES (:identity, :namespace, CAST(:messageId AS uuid), :target, :reason, :key, :error, :attempts,
                    :firstAttempt, :lastAttempt, :origin, :region, :writeTime, :deadLettered, :payloadBytes, :recordBytes)
                ON CONFLICT (identity) DO NOTHING RETURNING id)
            INSERT INTO dead_letter_record (letter, record) SELECT id, :record FROM added
            """;
    private static final String LETTERS = "SELECT d.* FROM dead_letter d";
    static final String WHOLE = "SELECT d.*, r.* FROM dead_letter d JOIN dead_letter_record r ON r.letter = d.id";
    private static final String ONE = WHOLE + " WHERE d.namespace = :namespace AND d.id = :id";

    private final Database database;
    private final LetterRows rows;

    public LetterStore(Database database, JsonMapper json) {
        this.database = database;
        this.rows = new LetterRows(json);
    }

    /**
     * Adds the letters that are not stored yet.
     *
     * @return how many were added
     */
    public int add(List<NewLetter> letters) {
        return database.write(handle -> {
            PreparedBatch batch = handle.prepareBatch(ADD);
            letters.forEach(letter -> bind(batch, letter).add());
            return Arrays.stream(batch.execute()).sum();
        });
    }

    /** Returns one page, and the total number of matches. */
    public LetterPage page(
            String namespace,
            Optional<LetterState> state,
            LetterFilter filter,
            LetterOrder order,
            Optional<Long> after,
            int limit) {
        return database.read(handle -> {
            LetterQuery all = LetterQuery.of(namespace, state, filter);
            long total = count(handle, all);
            LetterQuery query = LetterQuery.of(namespace, state, filter);
            after.ifPresent(id -> query.after(id, order));
            List<Letter> letters = query.bind(
                            handle.createQuery(LETTERS + query.where() + " ORDER BY d.dead_lettered_at "
                                    + order.direction() + ", d.id " + order.direction() + " LIMIT :limit"))
                    .bind("limit", limit + 1)
                    .map((row, _) -> LetterRows.letter(row))
                    .list();
            return new LetterPage(Page.of(letters, limit, letter -> String.valueOf(letter.id())), total);
        });
    }

    /** The number of letters in each state, each counted up to {@link LetterPage#COUNTED_MAX}. */
    public Map<LetterState, Long> counts(String namespace) {
        return database.read(handle -> {
            Map<LetterState, Long> counts = new EnumMap<>(LetterState.class);
            for (LetterState state : LetterState.values()) {
                LetterQuery query = LetterQuery.of(namespace, Optional.of(state), LetterFilter.ALL);
                counts.put(state, count(handle, query));
            }
            return counts;
        });
    }

    public boolean exists(String namespace, long id) {
        return database.read(handle -> find(handle, namespace, id)).isPresent();
    }

    /**
     * Returns one letter, whole.
     *
     * @throws RefusedException when there is none
     */
    public WholeLetter get(String namespace, long id) {
        return database.read(handle -> get(handle, namespace, id, ""));
    }

    /** Returns one letter and locks it until the transaction ends. */
    public WholeLetter getForChange(Handle handle, String namespace, long id) {
        return get(handle, namespace, id, " FOR UPDATE OF d");
    }

    public LetterRows rows() {
        return rows;
    }

    public Database database() {
        return database;
    }

    private static long count(Handle handle, LetterQuery query) {
        return query.bind(handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM dead_letter d" + query.where()
                        + " LIMIT " + LetterPage.COUNTED_MAX + ") counted"))
                .mapTo(Long.class)
                .one();
    }

    private Optional<Long> find(Handle handle, String namespace, long id) {
        return handle.createQuery("SELECT id FROM dead_letter WHERE namespace = :namespace AND id = :id")
                .bind("namespace", namespace)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
    }

    private WholeLetter get(Handle handle, String namespace, long id, String lock) {
        return handle.createQuery(ONE + lock)
                .bind("namespace", namespace)
                .bind("id", id)
                .map((row, _) -> rows.whole(row))
                .findOne()
                .orElseThrow(() -> new RefusedException(new Refusal.NoSuchLetter(namespace, id)));
    }

    private static PreparedBatch bind(PreparedBatch batch, NewLetter letter) {
        Letter.Cause why = letter.why();
        return batch.bind("identity", letter.identity().unsafeArray())
                .bind("namespace", letter.namespace())
                .bind("messageId", letter.messageId().toString())
                .bind("target", why.target())
                .bind("reason", why.reason().text())
                .bind("key", letter.key().unsafeArray())
                .bind("error", why.error())
                .bind("attempts", why.attempts())
                .bind("firstAttempt", LetterRows.time(why.firstAttempt()))
                .bind("lastAttempt", LetterRows.time(why.lastAttempt()))
                .bind("origin", why.origin())
                .bind("region", why.region())
                .bind("writeTime", LetterRows.time(letter.writeTime()))
                .bind("deadLettered", LetterRows.time(letter.deadLettered()))
                .bind("payloadBytes", letter.payloadBytes())
                .bind("recordBytes", letter.record().size())
                .bind("record", letter.record().unsafeArray());
    }
}
