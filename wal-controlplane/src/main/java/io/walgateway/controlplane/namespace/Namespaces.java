package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Precondition;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.ChangeFeed;
import io.walgateway.controlplane.store.EarlierGeneration;
import io.walgateway.controlplane.store.Ending;
import io.walgateway.controlplane.store.EndingStore;
import io.walgateway.controlplane.store.GenerationStore;
import io.walgateway.controlplane.store.InstanceStore;
import io.walgateway.controlplane.store.InstanceStore.Presence;
import io.walgateway.controlplane.store.NamespaceStore;
import io.walgateway.controlplane.store.Page;
import io.walgateway.controlplane.store.QueueUses;
import io.walgateway.controlplane.store.Recorded;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.namespace.NamespaceConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Namespaces, and how they change: the document is checked, then the queues are provisioned in each region, then the
 * revision is stored. A failure on the way leaves no revision. The store and the precondition are checked before anything is
 * provisioned, but the decision is made when the revision is stored.
 *
 * <p>Every method throws {@link RefusedException} when it cannot do what it is asked.
 */
public final class Namespaces {
    private static final Logger log = LoggerFactory.getLogger(Namespaces.class);

    private final NamespaceStore store;
    private final GenerationStore generations;
    private final EndingStore endings;
    private final QueueUses uses;
    private final InstanceStore instances;
    private final ChangeFeed feed;
    private final Documents documents;
    private final Regions regions;

    public Namespaces(
            NamespaceStore store,
            GenerationStore generations,
            EndingStore endings,
            QueueUses uses,
            InstanceStore instances,
            ChangeFeed feed,
            Documents documents,
            Regions regions) {
        this.store = store;
        this.generations = generations;
        this.endings = endings;
        this.uses = uses;
        this.instances = instances;
        this.feed = feed;
        this.documents = documents;
        this.regions = regions;
    }

    /**
     * Makes this the namespace's document. If it already is, no revision is made, but its queues are provisioned all
     * the same.
     */
    public Put put(String name, Document document, Precondition condition, Signature by) {
        Optional<Revision> before = live(name);
        condition.check(name, before);
        requireNotEnding(name);
        // Read before the revision is stored, so that it cannot fail after that.
        Presence presence = instances.presence();
        QueueChange change = new QueueChange(name, document.config(), documents);
        List<EarlierGeneration> earlier = generations.of(name);
        requirePossible(name, document, before, earlier);
        regions.requireThere(document.config());
        List<String> warnings = regions.review(document);
        Optional<NamespaceConfig> left = before.flatMap(revision ->
                        revision.document().map(stored -> documents.config(name, revision.number(), stored)))
                .filter(change::leaves);
        // Removed targets still receive what was written before; their retries use the new queues.
        regions.provision(withLeft(documents.withEarlier(document.config(), earlier), left));
        earlier.forEach(generation -> regions.provisionGroups(
                documents.config(name, generation.until() - 1, generation.document()), document.config()));
        left.ifPresent(config -> regions.provisionGroups(config, document.config()));
        Recorded recorded = store.put(name, condition, document.config().shard(), document.canonical(), by, change);
        feed.advanced(recorded.revision().change());
        return new Put(withClashes(stored(recorded.revision(), presence)), recorded.created(), warnings);
    }

    /** Checks a document as a put does, without asking queues or targets, and stores nothing. */
    public void validate(String name, Document document) {
        requireNotEnding(name);
        requirePossible(name, document, live(name), generations.of(name));
    }

    /**
     * A namespace as something that callers may be allowed to use. One that is deleted is in its last shard, where its
     * history is; one whose document is not valid here has no readers and writers.
     */
    public Resource.Namespace resource(String name) {
        Optional<Revision> last = store.last(name);
        return last.filter(revision -> !revision.deleted())
                .flatMap(documents::config)
                .map(NamespaceConfig::asResource)
                .orElseGet(() -> Resource.Namespace.absent(name, last.map(Revision::shard)));
    }

    /** Restores the document of an earlier revision. The namespace may have been deleted since. */
    public Put rollback(String name, long revision, Precondition condition, Signature by) {
        Revision earlier = revision(name, revision).revision();
        Document document = earlier.document()
                .map(stored -> documents.read(name, stored))
                .orElseThrow(() -> new RefusedException(new Refusal.Invalid(List.of(Flaw.of(
                        "/revision",
                        String.valueOf(revision),
                        "a revision that has a document; by this one the namespace was deleted")))));
        return put(name, document, condition, by);
    }

    /** Rebuilds the index of which namespace uses which queue, and logs clashes. Called at the start of a process. */
    public void indexQueues() {
        store.indexQueues((revision, earlier) -> documents
                .config(revision)
                .map(config -> documents.uses(config, earlier))
                .orElse(List.of()));
        uses.clashing()
                .forEach(name -> uses.clashes(name)
                        .forEach(clash -> log.warn(
                                "Expected a queue to have one owner, but it has two: namespace={} queue={} kind={} other={}"
                                        + " otherKind={}",
                                name,
                                clash.queue(),
                                clash.kind().text(),
                                clash.other(),
                                clash.otherKind().text())));
    }

    /**
     * Begins to delete the namespace, or continues a deletion that has begun.
     *
     * @param content what it holds now; empty: unknown
     */
    public Stored end(
            String name, Pending pending, Precondition condition, Signature by, Optional<NamespaceContent> content) {
        Ending ending = store.end(name, pending, condition, by, content);
        feed.advanced(ending.change());
        return current(name);
    }

    /** The present namespace, with the queues that it had before; empty: its document is not valid here. */
    public Optional<NamespaceConfig> withEarlierQueues(String name) {
        return documents.config(current(name).revision()).map(now -> documents.withEarlier(now, generations.of(name)));
    }

    public Stored current(String name) {
        Optional<Revision> last = store.last(name);
        Revision current = last.filter(revision -> !revision.deleted())
                .orElseThrow(() -> new RefusedException(new Refusal.NoSuchNamespace(name, last.map(Revision::number))));
        return withClashes(stored(current)).with(endings.of(name));
    }

    public Stored revision(String name, long number) {
        return stored(store.revision(name, number)
                .orElseThrow(() -> new RefusedException(
                        store.last(name).isPresent()
                                ? new Refusal.NoSuchRevision(name, number)
                                : new Refusal.NoSuchNamespace(name, Optional.empty()))));
    }

    public Page<Stored> list(Optional<String> shard, String after, int limit) {
        Page<Revision> page = store.list(shard, after, limit);
        Presence presence = instances.presence();
        Map<String, Ending> ending =
                endings.all().stream().collect(Collectors.toMap(Ending::namespace, Function.identity()));
        return new Page<>(
                page.items().stream()
                        .map(revision ->
                                stored(revision, presence).with(Optional.ofNullable(ending.get(revision.namespace()))))
                        .toList(),
                page.next());
    }

    /** Lists revisions, newest first. */
    public Page<HistoryEntry> history(String name, long before, int limit) {
        List<Revision> revisions = store.history(name, before, limit);
        if (revisions.isEmpty() && store.last(name).isEmpty()) {
            throw new RefusedException(new Refusal.NoSuchNamespace(name, Optional.empty()));
        }
        return HistoryEntry.page(revisions, limit);
    }

    private void requireNotEnding(String name) {
        endings.of(name).ifPresent(ending -> {
            throw new RefusedException(new Refusal.StillEnding(name, ending.pending()));
        });
    }

    private Optional<Revision> live(String name) {
        return store.last(name).filter(revision -> !revision.deleted());
    }

    private void requirePossible(
            String name, Document document, Optional<Revision> before, List<EarlierGeneration> earlier) {
        boolean changed = before.flatMap(Revision::document)
                .filter(document.canonical()::equals)
                .isEmpty();
        if (changed) {
            documents.requireConsistent(document.config(), earlier);
            uses.requireFree(name, new QueueChange(name, document.config(), documents).uses(earlier));
        }
    }

    private Stored withClashes(Stored stored) {
        return stored.with(uses.clashes(stored.revision().namespace()));
    }

    private static NamespaceConfig withLeft(NamespaceConfig next, Optional<NamespaceConfig> left) {
        return left.map(config -> next.withEarlier(
                        Stream.concat(next.earlier().stream(), Stream.of(Documents.generation(config, false)))
                                .toList()))
                .orElse(next);
    }

    private Stored stored(Revision revision) {
        return stored(revision, instances.presence());
    }

    private Stored stored(Revision revision, Presence presence) {
        return new Stored(
                revision,
                revision.document()
                        .map(document -> Stream.concat(
                                        documents.gaps(revision.namespace(), document).stream(),
                                        presence.gap(revision.shard()).stream())
                                .toList())
                        .orElse(List.of()));
    }
}
