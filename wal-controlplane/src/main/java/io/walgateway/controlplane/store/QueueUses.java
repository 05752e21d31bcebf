package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.store.QueueUse.Clash;
import io.walgateway.controlplane.store.QueueUse.Kind;
import io.walgateway.core.queue.QueueAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Which namespace uses which queue. A queue has one owner, which is decided when a revision is stored, under the lock
 * of all changes. Queues that two namespaces already shared stay as they are.
 */
public final class QueueUses {
    private static final String OTHERS = """
            SELECT namespace, kind FROM queue_use
            WHERE type = :type AND servers = :servers AND name = :name AND namespace <> :namespace
                AND (kind = 'queue' OR :kind = 'queue')
            ORDER BY namespace, kind LIMIT 1
            """;
    private static final String OWNER = """
            SELECT namespace FROM queue_use
            WHERE type = :type AND servers = :servers AND name = :name AND kind = 'queue' ORDER BY namespace LIMIT 1
            """;
    private static final String INSERT = """
            INSERT INTO queue_use (type, servers, name, namespace, kind, until_revision)
            VALUES (:type, :servers, :name, :namespace, :kind, :until) ON CONFLICT DO NOTHING
            """;
    private static final String CLASHES = """
            SELECT DISTINCT u.type, u.servers, u.name, u.kind, o.namespace AS other, o.kind AS other_kind
            FROM queue_use u JOIN queue_use o
                ON o.type = u.type AND o.servers = u.servers AND o.name = u.name AND o.namespace <> u.namespace
            WHERE u.namespace = :namespace AND (u.kind = 'queue' OR o.kind = 'queue')
            ORDER BY u.type, u.servers, u.name, other, u.kind, other_kind
            """;
    private static final String CLASHING = """
            SELECT DISTINCT u.namespace FROM queue_use u JOIN queue_use o
                ON o.type = u.type AND o.servers = u.servers AND o.name = u.name AND o.namespace <> u.namespace
            WHERE u.kind = 'queue' OR o.kind = 'queue' ORDER BY u.namespace
            """;

    private final Database database;

    public QueueUses(Database database) {
        this.database = database;
    }

    /** The queues that a namespace shares with others, from before that was refused. */
    public List<Clash> clashes(String namespace) {
        return database.read(handle -> handle.createQuery(CLASHES)
                .bind("namespace", namespace)
                .map((row, _) -> new Clash(
                        new QueueAddress(row.getString("type"), row.getString("servers"), row.getString("name")),
                        Kind.of(row.getString("kind")),
                        row.getString("other"),
                        Kind.of(row.getString("other_kind"))))
                .list());
    }

    /** The namespace that owns this queue; empty: none does. */
    public Optional<String> owner(QueueAddress queue) {
        return database.read(handle -> handle.createQuery(OWNER)
                .bind("type", queue.type())
                .bind("servers", queue.servers())
                .bind("name", queue.name())
                .mapTo(String.class)
                .findOne());
    }

    /** The namespaces that share queues with others. */
    public List<String> clashing() {
        return database.read(
                handle -> handle.createQuery(CLASHING).mapTo(String.class).list());
    }

    /**
     * Called before anything is provisioned; the decision is made when the revision is stored.
     *
     * @throws RefusedException when a queue belongs to another namespace
     */
    public void requireFree(String namespace, Collection<QueueUse> uses) {
        database.read(handle -> {
            requireFree(handle, namespace, uses);
            return uses;
        });
    }

    /** Records that these are all the queues that the namespace uses from now on. */
    void take(Handle handle, String namespace, Collection<QueueUse> uses) {
        requireFree(handle, namespace, uses);
        release(handle, namespace);
        insert(handle, namespace, uses);
    }

    static void releaseAll(Handle handle) {
        handle.execute("DELETE FROM queue_use");
    }

    void release(Handle handle, String namespace) {
        handle.createUpdate("DELETE FROM queue_use WHERE namespace = :namespace")
                .bind("namespace", namespace)
                .execute();
    }

    static void release(Handle handle, String namespace, long until) {
        handle.createUpdate("DELETE FROM queue_use WHERE namespace = :namespace AND until_revision = :until")
                .bind("namespace", namespace)
                .bind("until", until)
                .execute();
    }

    private static void requireFree(Handle handle, String namespace, Collection<QueueUse> uses) {
        Set<List<Object>> before = new HashSet<>(handle.createQuery(
                        "SELECT type, servers, name, kind FROM queue_use WHERE namespace = :namespace")
                .bind("namespace", namespace)
                .map((row, _) -> List.<Object>of(
                        new QueueAddress(row.getString("type"), row.getString("servers"), row.getString("name")),
                        Kind.of(row.getString("kind"))))
                .list());
        for (QueueUse use : uses) {
            if (!before.contains(List.<Object>of(use.queue(), use.kind()))) {
                other(handle, namespace, use).ifPresent(clash -> {
                    throw new RefusedException(new Refusal.QueueTaken(
                            namespace,
                            clash.queue().toString(),
                            clash.kind().text(),
                            clash.other(),
                            clash.otherKind().text()));
                });
            }
        }
    }

    private static Optional<Clash> other(Handle handle, String namespace, QueueUse use) {
        return handle.createQuery(OTHERS)
                .bind("type", use.queue().type())
                .bind("servers", use.queue().servers())
                .bind("name", use.queue().name())
                .bind("namespace", namespace)
                .bind("kind", use.kind().text())
                .map((row, _) ->
                        new Clash(use.queue(), use.kind(), row.getString("namespace"), Kind.of(row.getString("kind"))))
                .findOne();
    }

    static void insert(Handle handle, String namespace, Collection<QueueUse> uses) {
        if (uses.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(INSERT);
        uses.forEach(use -> batch.bind("type", use.queue().type())
                .bind("servers", use.queue().servers())
                .bind("name", use.queue().name())
                .bind("namespace", namespace)
                .bind("kind", use.kind().text())
                .bind("until", use.until())
                .add());
        batch.execute();
    }
}
