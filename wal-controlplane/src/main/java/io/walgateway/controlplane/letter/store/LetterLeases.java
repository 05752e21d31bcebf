package io.walgateway.controlplane.letter.store;

import io.walgateway.controlplane.letter.LetterQuery;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.revision.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Claims of letters that are being appended. A claim ends when it is settled or released, or expires if its holder is
 * gone; the claimed letters are then open again. Only the holder of a claim can settle it, so each letter is counted
 * once, even if a result comes late.
 */
public final class LetterLeases {

    private static final String CLAIM_ONE = """
            UPDATE dead_letter SET state = 'redriving', claim = CAST(:claim AS uuid),
                claimed_until = now() + make_interval(secs => :seconds)
            WHERE id = :id AND state = 'open'
            """;
    /** Limits rows and bytes; chooses at least one row. */
    private static final String CHOSEN = """
            WITH chosen AS (
                SELECT id FROM (
                    SELECT id, record_bytes, sum(record_bytes) OVER (ORDER BY dead_lettered_at, id) AS total FROM (
                        SELECT d.id, d.dead_lettered_at, d.record_bytes FROM dead_letter d %s
                        ORDER BY d.dead_lettered_at, d.id LIMIT :limit FOR UPDATE) locked) summed
                WHERE total <= :bytesMax OR total = record_bytes)
            """;

    private static final String CLAIM_SOME = CHOSEN + """
            UPDATE dead_letter d SET state = 'redriving', claim = CAST(:claim AS uuid),
                claimed_until = now() + make_interval(secs => :seconds)
            FROM chosen c, dead_letter_record r WHERE d.id = c.id AND r.letter = c.id RETURNING d.*, r.*
            """;
    private static final String DISCARD_SOME = CHOSEN + """
            UPDATE dead_letter d SET state = 'discarded', settled_at = :at, settled_by = :author,
                settled_reason = :reason, action = :action
            FROM chosen c WHERE d.id = c.id RETURNING d.id, d.dead_lettered_at
            """;
    private static final String SETTLE = """
            UPDATE dead_letter SET state = 'redriven', claim = NULL, claimed_until = NULL, settled_at = :at,
                settled_by = :author, settled_reason = :reason, action = :action
            WHERE id = ANY(:ids) AND claim = CAST(:claim AS uuid)
            """;
    private static final String OPEN_AGAIN =
            "UPDATE dead_letter SET state = 'open', claim = NULL, claimed_until = NULL WHERE state = 'redriving' AND ";

    private final LetterRows rows;

    public LetterLeases(LetterRows rows) {
        this.rows = rows;
    }

    /** Claims an open letter. */
    public static boolean claim(Handle handle, long id, UUID claim, Duration atMost) {
        return handle.createUpdate(CLAIM_ONE)
                        .bind("id", id)
                        .bind("claim", claim.toString())
                        .bind("seconds", atMost.toSeconds())
                        .execute()
                > 0;
    }

    /** Claims the first of these letters, in the order in which they were dead-lettered. */
    public List<WholeLetter> claim(
            Handle handle, LetterQuery query, UUID claim, Duration atMost, int limit, long bytesMax) {
        return query
                .bind(handle.createQuery(CLAIM_SOME.formatted(query.where())))
                .bind("limit", limit)
                .bind("bytesMax", bytesMax)
                .bind("claim", claim.toString())
                .bind("seconds", atMost.toSeconds())
                .map((row, _) -> rows.whole(row))
                .stream()
                .sorted(Comparator.comparing(
                                (WholeLetter whole) -> whole.letter().deadLettered())
                        .thenComparingLong(whole -> whole.letter().id()))
                .toList();
    }

    /** Discards the first of these letters, and returns their ids in order. */
    public static List<Long> discard(
            Handle handle, LetterQuery query, Signature by, Instant at, long action, int limit) {
        record Place(Instant time, long id) {}
        return query
                .bind(handle.createQuery(DISCARD_SOME.formatted(query.where())))
                .bind("limit", limit)
                .bind("bytesMax", Long.MAX_VALUE)
                .bind("at", LetterRows.time(at))
                .bind("author", by.author())
                .bind("reason", by.reason())
                .bind("action", action)
                .map((row, _) ->
                        new Place(LetterRows.time(row, "dead_lettered_at").orElseThrow(), row.getLong("id")))
                .stream()
                .sorted(Comparator.comparing(Place::time).thenComparingLong(Place::id))
                .map(Place::id)
                .toList();
    }

    /** Marks letters as appended. Returns how many were still claimed, and are now redriven. */
    public static int settle(
            Handle handle, List<Long> ids, UUID claim, Signature by, Instant at, Optional<Long> action) {
        return ids.isEmpty()
                ? 0
                : handle.createUpdate(SETTLE)
                        .bindArray("ids", Long.class, ids)
                        .bind("claim", claim.toString())
                        .bind("at", LetterRows.time(at))
                        .bind("author", by.author())
                        .bind("reason", by.reason())
                        .bind("action", action.orElse(null))
                        .execute();
    }

    /** Reopens all letters that are still claimed under this token. */
    public static int release(Handle handle, UUID claim) {
        return handle.createUpdate(OPEN_AGAIN + "claim = CAST(:claim AS uuid)")
                .bind("claim", claim.toString())
                .execute();
    }

    /** Reopens letters whose claim has expired. */
    static int releaseOverdue(Handle handle) {
        return handle.createUpdate(OPEN_AGAIN + "claimed_until < now()").execute();
    }
}
