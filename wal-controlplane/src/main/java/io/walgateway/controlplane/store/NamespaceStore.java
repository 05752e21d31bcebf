package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Precondition;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.revision.Signature;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All revisions of all namespaces.
 *
 * <p>Changes are made one at a time, across all control planes on the same store: each holds the row of
 * {@code change_clock} until its commit. Preconditions are checked under that lock, so of two changes that name the
 * same revision one wins, and a watcher that has seen change n never misses a smaller one.
 */
public final class NamespaceStore {

    private static final String LAST = """
            SELECT r.* FROM namespace n JOIN revision r ON r.namespace = n.name AND r.revision = n.revision
            """;
    private static final String OF_NAMESPACE = LAST + "WHERE n.name = :name";
    private static final String LIVE = LAST + """
            WHERE r.document IS NOT NULL AND n.name > :after AND (CAST(:shard AS text) IS NULL OR r.shard = :shard)
            ORDER BY n.name LIMIT :limit
            """;
    /**
     * Includes namespaces that were in the shard at any time: processes that serve the shard must learn that these have
     * left it.
     */
    private static final String CHANGED = LAST + """
            WHERE n.change_number > :after AND (CAST(:shard AS text) IS NULL OR EXISTS (
                SELECT 1 FROM revision o WHERE o.namespace = n.name AND o.shard = :shard))
            ORDER BY n.change_number
            """;

    private static final String HISTORY = """
            SELECT * FROM revision WHERE namespace = :name AND revision < :before ORDER BY revision DESC LIMIT :limit
            """;
    private static final String ONE = "SELECT * FROM revision WHERE namespace = :name AND revision = :revision";

    private final Database database;
    private final RevisionRows rows;
    private final GenerationStore generations;
    private final TargetEraStore eras;
    private final EndingStore endings;
    private final QueueUses uses;
    private final InstantSource clock;

    public NamespaceStore(Database database, JsonMapper json, InstantSource clock) {
        this.database = database;
        this.rows = new RevisionRows(json);
        this.generations = new GenerationStore(database, json);
        this.eras = new TargetEraStore(json);
        this.endings = new EndingStore(database, json);
        this.uses = new QueueUses(database);
        this.clock = clock;
    }

    /** The last revision, which may be a deletion; empty: there never was such a namespace. */
    public Optional<Revision> last(String name) {
        return database.read(handle -> last(handle, name));
    }

    public Optional<Revision> revision(String name, long revision) {
        return database.read(handle -> handle.createQuery(ONE)
                .bind("name", name)
                .bind("revision", revision)
                .map(rows)
                .findOne());
    }

    /** The existing namespaces, by name, after the given one. */
    public Page<Revision> list(Optional<String> shard, String after, int limit) {
        return database.read(handle -> Page.of(
                shard(handle.createQuery(LIVE), shard)
                        .bind("after", after)
                        .bind("limit", limit + 1)
                        .map(rows)
                        .list(),
                limit,
                Revision::namespace));
    }

    /** Revisions, newest first, all smaller than {@code before}; one more than {@code limit} if there is one. */
    public List<Revision> history(String name, long before, int limit) {
        return database.read(handle -> handle.createQuery(HISTORY)
                .bind("name", name)
                .bind("before", before)
                .bind("limit", limit + 1)
                .map(rows)
                .list());
    }

    /**
     * The changes after change {@code after}, for a shard or for all. Zero, or a number that the store has not reached
     * (it was set up anew, or restored), gives all existing namespaces.
     */
    public Changes changesAfter(long after, Optional<String> shard) {
        return database.read(handle -> {
            long number = ChangeClock.now(handle);
            boolean whole = after == 0 || after > number;
            List<Revision> changed = shard(handle.createQuery(CHANGED), shard)
                    .bind("after", whole ? 0 : after)
                    .map(rows)
                    .list();
            return changed.isEmpty()
                    ? new Changes(number, whole, changed, List.of(), List.of(), Map.of())
                    : new Changes(
                            number,
                            whole,
                            changed,
                            generations.all(handle),
                            endings.all(handle),
                            eras.of(
                                    handle,
                                    changed.stream().map(Revision::namespace).toList()));
        });
    }

    /** The number of the last change. */
    public long changeNumber() {
        return database.read(handle -> ChangeClock.now(handle));
    }

    /**
     * Makes this the namespace's document; nothing happens if it already is.
     *
     * @param departure asked about the document that this one replaces
     * @throws RefusedException when the precondition does not hold, a queue belongs to another namespace, or the store
     *                          is away
     */
    public Recorded put(
            String name, Precondition condition, String shard, JsonNode document, Signature by, Departure departure) {
        return database.write(handle -> {
            long change = ChangeClock.next(handle);
            Optional<Revision> last = last(handle, name);
            condition.check(name, existing(last));
            endings.of(handle, name).ifPresent(ending -> {
                throw new RefusedException(new Refusal.StillEnding(name, ending.pending()));
            });
            if (last.flatMap(Revision::document).filter(document::equals).isPresent()) {
                return new Recorded(last.orElseThrow(), false);
            }
            Revision next = next(name, last, change, shard, document, by);
            boolean leaves = existing(last)
                    .flatMap(Revision::document)
                    .filter(before -> departure.leavesQueues(before, generations.of(handle, name)))
                    .isPresent();
            Recorded recorded = new Recorded(add(handle, next), existing(last).isEmpty());
            if (leaves) {
                generations.add(handle, name, next.number(), change);
            }
            eras.begin(handle, name, next.number(), departure.targets());
            uses.take(handle, name, departure.uses(generations.of(handle, name)));
            return recorded;
        });
    }

    /**
     * Rebuilds the index of the queues that all namespaces use, while nothing changes.
     *
     * @param users the queues that a namespace uses through this revision, and through queues that it has left
     */
    public void indexQueues(BiFunction<Revision, List<EarlierGeneration>, List<QueueUse>> users) {
        database.write(handle -> {
            long number = ChangeClock.next(handle);
            Map<String, List<EarlierGeneration>> earlier =
                    generations.all(handle).stream().collect(Collectors.groupingBy(EarlierGeneration::namespace));
            QueueUses.releaseAll(handle);
            List<Revision> live = shard(handle.createQuery(LIVE), Optional.empty())
                    .bind("after", "")
                    .bind("limit", Integer.MAX_VALUE)
                    .map(rows)
                    .list();
            for (Revision revision : live) {
                String name = revision.namespace();
                QueueUses.insert(handle, name, users.apply(revision, earlier.getOrDefault(name, List.of())));
            }
            return number;
        });
    }

    /**
     * Begins to delete the namespace, or continues a deletion that has begun. A deletion that delivers the content may
     * be changed to one that discards it.
     *
     * @param content what it holds now; empty: unknown
     * @throws RefusedException when there is no such namespace, the precondition does not hold, its content is already
     *                          being discarded and was to be delivered, or the store is away
     */
    public Ending end(
            String name, Pending pending, Precondition condition, Signature by, Optional<NamespaceContent> content) {
        return database.write(handle -> {
            ChangeClock.next(handle);
            condition.check(name, Optional.of(requireExisting(handle, name)));
            Optional<Ending> before = endings.of(handle, name);
            if (before.filter(ending -> ending.pending() == pending).isPresent()) {
                return before.get();
            }
            if (before.filter(ending -> ending.pending() == Pending.DISCARD).isPresent()) {
                throw new RefusedException(new Refusal.StillEnding(name, Pending.DISCARD));
            }
            long change = ChangeClock.advance(handle, name);
            endings.begin(handle, name, pending, change, by, clock.instant().truncatedTo(ChronoUnit.MICROS), content);
            return endings.of(handle, name).orElseThrow();
        });
    }

    /**
     * Deletes a namespace at the end of its deletion; its history stays.
     *
     * @return empty: another control plane has done it, or the deletion was begun anew
     */
    public Optional<Revision> delete(Ending ending) {
        return database.write(handle -> {
            long change = ChangeClock.next(handle);
            String name = ending.namespace();
            Optional<NamespaceContent> dropped = endings.of(handle, name).flatMap(Ending::dropped);
            if (!endings.end(handle, ending)) {
                return Optional.<Revision>empty();
            }
            Revision existing = requireExisting(handle, name);
            generations.removeAll(handle, name);
            eras.removeAll(handle, name);
            uses.release(handle, name);
            Revision deletion = new Revision(
                    name,
                    existing.number() + 1,
                    change,
                    existing.shard(),
                    Optional.empty(),
                    ending.by(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    dropped.filter(content -> !content.isEmpty()));
            return Optional.of(add(handle, deletion));
        });
    }

    private Revision requireExisting(Handle handle, String name) {
        Optional<Revision> last = last(handle, name);
        return existing(last)
                .orElseThrow(() -> new RefusedException(new Refusal.NoSuchNamespace(name, last.map(Revision::number))));
    }

    /** The consequences of a change of document for queues. */
    public interface Departure {

        /**
         * Called while the change is being made.
         *
         * @param before  the document that is replaced
         * @param earlier generations that were left before and are not forgotten
         * @throws RefusedException when the change must wait
         */
        boolean leavesQueues(JsonNode before, List<EarlierGeneration> earlier);

        /** The names of the targets that the namespace has after the change. */
        Set<String> targets();

        /**
         * The queues that the namespace uses after the change.
         *
         * @param earlier generations that were left, including by this change, and are not forgotten
         */
        List<QueueUse> uses(List<EarlierGeneration> earlier);
    }

    private static Optional<Revision> existing(Optional<Revision> last) {
        return last.filter(revision -> !revision.deleted());
    }

    private Optional<Revision> last(Handle handle, String name) {
        return handle.createQuery(OF_NAMESPACE).bind("name", name).map(rows).findOne();
    }

    private Revision next(
            String name, Optional<Revision> last, long change, String shard, JsonNode document, Signature by) {
        long number = last.map(Revision::number).orElse(0L) + 1;
        return new Revision(
                name,
                number,
                change,
                shard,
                Optional.of(document),
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Optional.empty());
    }

    private Revision add(Handle handle, Revision revision) {
        handle.createUpdate("UPDATE change_clock SET number = :number")
                .bind("number", revision.change())
                .execute();
        rows.insert(handle, revision);
        return revision;
    }

    private static Query shard(Query query, Optional<String> shard) {
        return query.bind("shard", shard.orElse(null));
    }
}
