package io.walgateway.controlplane.letter.handling;

import io.micrometer.core.instrument.MeterRegistry;
import io.walgateway.controlplane.deletion.OpenLetters;
import io.walgateway.controlplane.letter.AuditEntry;
import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterAction;
import io.walgateway.controlplane.letter.LetterAction.Kind;
import io.walgateway.controlplane.letter.LetterChange;
import io.walgateway.controlplane.letter.LetterFilter;
import io.walgateway.controlplane.letter.LetterOrder;
import io.walgateway.controlplane.letter.LetterPage;
import io.walgateway.controlplane.letter.LetterState;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.letter.handling.Redriver.Outcome;
import io.walgateway.controlplane.letter.imports.DeadLetterImports;
import io.walgateway.controlplane.letter.store.ActionStore;
import io.walgateway.controlplane.letter.store.Audit;
import io.walgateway.controlplane.letter.store.LetterLeases;
import io.walgateway.controlplane.letter.store.LetterStore;
import io.walgateway.controlplane.namespace.Documents;
import io.walgateway.controlplane.namespace.Provisioner;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.Database;
import io.walgateway.controlplane.store.EndingStore;
import io.walgateway.controlplane.store.NamespaceStore;
import io.walgateway.controlplane.store.Page;
import io.walgateway.controlplane.store.QueueUses;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.registry.Plugins;
import io.walgateway.log.append.Appender;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.record.MessageIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dead letters and the operations on them. Each letter is open until it is redriven or discarded, and is never
 * forgotten: open, redriven and discarded letters, and those in flight, are together all that were imported.
 *
 * <p>Every method throws {@link RefusedException} when it cannot do what it is asked.
 */
public final class DeadLetters implements OpenLetters, AutoCloseable {
    private static final Duration CLAIMED_AT_MOST = Duration.ofSeconds(60);

    private final NamespaceStore namespaces;
    private final EndingStore endings;
    private final LetterStore store;
    private final Map<String, Appender> appenders;
    private final Redriver redriver;
    private final LetterPayloads payloads;
    private final LetterEdits edits;
    private final LetterActions actions;
    private final DeadLetterImports imports;
    private final Database database;
    private final Plugins plugins;
    private final RequestTargets requestTargets;
    private final Documents documents;
    private final QueueUses uses;
    private final InstantSource clock;

    /**
     * @param plugins         which targets exist
     * @param regions         stay the caller's to close, after this
     * @param standardStorage of namespaces whose documents name none
     * @param requestTargets  that edits may name where the document does not say it
     */
    public DeadLetters(
            Database database,
            NamespaceStore namespaces,
            Documents documents,
            Plugins plugins,
            Regions regions,
            Optional<DurableStorageConfig> standardStorage,
            RequestTargets requestTargets,
            MeterRegistry metrics,
            JsonMapper json,
            InstantSource clock) {
        SplittableRandom random = new SplittableRandom();
        this.database = database;
        this.namespaces = namespaces;
        this.clock = clock;
        this.plugins = plugins;
        this.requestTargets = requestTargets;
        this.documents = documents;
        this.uses = new QueueUses(database);
        this.endings = new EndingStore(database, json);
        this.store = new LetterStore(database, json);
        this.appenders = regions.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Provisioner::region,
                        region -> new Appender(
                                plugins,
                                new LogClients(region::client, region::storage, standardStorage),
                                clock,
                                new MessageIds(clock, random.split()))));
        this.redriver = new Redriver(name -> regions.of(name).map(region -> appenders.get(region.region())), clock);
        this.payloads =
                new LetterPayloads((name, storage) -> regions.of(name).flatMap(region -> region.storage(storage)));
        this.edits = new LetterEdits(store, clock);
        this.actions = new LetterActions(new ActionRun.Services(
                database,
                new ActionStore(database, json, clock),
                new LetterLeases(store.rows()),
                redriver,
                this::find,
                clock,
                new Random(),
                new CountDownLatch(1)));
        this.imports = new DeadLetterImports(
                regions.all().stream()
                        .collect(Collectors.toUnmodifiableMap(Provisioner::region, region -> region::client)),
                store,
                metrics,
                clock,
                random.split());
    }

    /** Starts to work on actions. */
    public void start() {
        actions.start();
    }

    /**
     * From now on imports the dead letters of these namespaces, and of no others.
     *
     * @param all every namespace that exists
     */
    public void follow(Collection<NamespaceConfig> all) {
        imports.follow(all);
    }

    /** Lists matching letters, also of a namespace that was deleted. */
    public LetterPage list(
            String namespace,
            Optional<LetterState> state,
            LetterFilter filter,
            LetterOrder order,
            Optional<Long> after,
            int limit) {
        requireKnown(namespace);
        after.filter(id -> !store.exists(namespace, id)).ifPresent(id -> {
            throw new RefusedException(new Refusal.BadParameter(
                    Flaw.of("after", String.valueOf(id), "the id of a dead letter of " + namespace)));
        });
        return store.page(namespace, state, filter, order, after, limit);
    }

    /** The number of letters in each state; states without letters are left out. */
    public Map<LetterState, Long> counts(String namespace) {
        requireKnown(namespace);
        return store.counts(namespace);
    }

    @Override
    public long count(String namespace) {
        Map<LetterState, Long> counts = store.counts(namespace);
        return counts.getOrDefault(LetterState.OPEN, 0L) + counts.getOrDefault(LetterState.REDRIVING, 0L);
    }

    public WholeLetter get(String namespace, long id) {
        return store.get(namespace, id);
    }

    /** The payload that would be redriven, also when it is in durable storage. Blocks for half a minute at most. */
    public Bytes payload(String namespace, long id) {
        return payloads.of(store.get(namespace, id));
    }

    /** Changes what is redriven later; parts that the change does not name stay as they are. */
    public WholeLetter edit(String namespace, long id, LetterChange change, Signature by) {
        List<Flaw> flaws = TargetCheck.flaws(
                change.target(),
                config(namespace),
                plugins,
                address -> documents.obstacle(address, uses),
                requestTargets);
        if (!flaws.isEmpty()) {
            throw new RefusedException(new Refusal.Invalid(flaws));
        }
        return edits.edit(namespace, id, change, by);
    }

    /** Discards the letter for good. */
    public WholeLetter discard(String namespace, long id, Signature by) {
        return edits.discard(namespace, id, by);
    }

    /** Appends the letter again, and returns when it is in the queue. */
    public Redriven redrive(String namespace, long id, Signature by) {
        NamespaceConfig config = config(namespace);
        UUID claim = UUID.randomUUID();
        WholeLetter whole = database.write(handle -> {
            WholeLetter found = LetterEdits.requireOpen(store.getForChange(handle, namespace, id));
            Redriver.obstacle(found).ifPresent(why -> {
                throw new RefusedException(new Refusal.NotRedrivable(id, why));
            });
            LetterLeases.claim(handle, id, claim, CLAIMED_AT_MOST);
            return found;
        });
        return switch (redriver.append(List.of(whole), config).getFirst()) {
            case Outcome.Redriven(Letter letter, boolean expiryDropped) -> {
                settle(letter, claim, expiryDropped, by);
                yield new Redriven(store.get(namespace, id), expiryDropped);
            }
            case Outcome.NotNow(var _, String why) -> throw released(claim, new Refusal.NotRedriven(id, why));
            case Outcome.Never(var _, String why) -> throw released(claim, new Refusal.NotRedrivable(id, why));
        };
    }

    /**
     * A letter that was appended.
     *
     * @param expiryDropped true if its time to live had ended, and therefore no longer applies
     */
    public record Redriven(WholeLetter whole, boolean expiryDropped) {}

    /** Begins to redrive or discard all letters that match and are open now; the action shows the progress. */
    public LetterAction begin(String namespace, Kind kind, LetterFilter filter, Optional<Integer> rate, Signature by) {
        requireKnown(namespace);
        if (kind == Kind.REDRIVE) {
            config(namespace);
        }
        return actions.begin(namespace, kind, filter, rate, by);
    }

    public LetterAction action(String namespace, long id) {
        return actions.get(namespace, id);
    }

    /** Lists actions, newest first, all before this one. */
    public Page<LetterAction> actions(String namespace, long before, int limit) {
        requireKnown(namespace);
        return actions.page(namespace, before, limit);
    }

    /**
     * Begins an action, unless an action that discards some of the letters is running; in that case the next call
     * begins one.
     */
    @Override
    public void discard(String namespace, Signature by) {
        if (!actions.isRunning(namespace, Kind.DISCARD)) {
            begin(namespace, Kind.DISCARD, LetterFilter.ALL, Optional.empty(), by);
        }
    }

    /** Stops the action after the work in flight; letters that are done stay done. */
    public LetterAction stop(String namespace, long id, Signature by) {
        return actions.stop(namespace, id, by);
    }

    /** Lists who did what, newest first, all before this entry. */
    public Page<AuditEntry> audit(String namespace, long before, int limit) {
        requireKnown(namespace);
        return database.read(handle -> Audit.page(handle, namespace, before, limit));
    }

    /** The present namespace, to which letters can be appended. */
    public NamespaceConfig config(String namespace) {
        requireStaying(namespace);
        return find(namespace)
                .orElseThrow(() -> new RefusedException(new Refusal.NoSuchNamespace(
                        namespace, namespaces.last(namespace).map(Revision::number))));
    }

    /** Reads the store, so that a change counts from the moment at which it was made. */
    private Optional<NamespaceConfig> find(String namespace) {
        return isDropped(namespace)
                ? Optional.empty()
                : namespaces.last(namespace).flatMap(documents::config);
    }

    private void requireStaying(String namespace) {
        if (isDropped(namespace)) {
            throw new RefusedException(new Refusal.StillEnding(namespace, Pending.DISCARD));
        }
    }

    private boolean isDropped(String namespace) {
        return endings.of(namespace)
                .filter(ending -> ending.pending() == Pending.DISCARD)
                .isPresent();
    }

    private void settle(Letter letter, UUID claim, boolean expiryDropped, Signature by) {
        database.write(handle -> {
            int settled =
                    LetterLeases.settle(handle, List.of(letter.id()), claim, by, clock.instant(), Optional.empty());
            String detail = expiryDropped ? "appended; its expiry had passed and was dropped" : "appended";
            Audit.ofLetter(handle, letter, "redrive", detail, by, clock.instant());
            return settled;
        });
    }

    private RefusedException released(UUID claim, Refusal refusal) {
        database.write(handle -> LetterLeases.release(handle, claim));
        return new RefusedException(refusal);
    }

    private void requireKnown(String namespace) {
        if (namespaces.last(namespace).isEmpty()) {
            throw new RefusedException(new Refusal.NoSuchNamespace(namespace, Optional.empty()));
        }
    }

    /** Ends the work in flight in an orderly way; unfinished work is left to other control planes. */
    @Override
    public void close() {
        actions.close();
        imports.close();
        appenders.values().forEach(Appender::close);
    }
}
