package io.walgateway.it.sets;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.walgateway.consumer.set.SetApplication;
import io.walgateway.consumer.set.SetMeters;
import io.walgateway.consumer.set.SetRoute;
import io.walgateway.consumer.set.SetSweep;
import io.walgateway.consumer.set.SweepLease;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetPolicy.OnRejected;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.set.PartIntake;
import io.walgateway.log.set.SetAnswer;
import io.walgateway.log.set.SetParts;
import io.walgateway.log.set.SetSealing;
import io.walgateway.log.set.SetStore;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Callers, a queue, consumers and sweepers around one storage; and what must be true of all that they do. */
final class SetWorld {
    static final int SETS = 3;
    private static final String NAMESPACE = "orders";
    private static final Duration EXPIRY = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int KILLS_IN_THOUSAND = 8;
    private static final int TURNS = 1_500;
    private static final int QUIET_TURNS = 60_000;
    private static final Set<Turns.Actor> INTRUDERS =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final SplittableRandom random;
    private final SetMutant mutant;
    private final Turns turns;
    private final TestClock clock = new TestClock();
    private final InMemoryStorage stored = new InMemoryStorage(clock);
    private final StorageClients storages;
    private final DurableStorage storage;
    private final SetMeters meters = new SetMeters(new SimpleMeterRegistry());
    private final SetApplication application;
    private final List<Entry> queue = new ArrayList<>();
    private final Map<String, List<Integer>> delivered = new HashMap<>();
    private final Map<String, Integer> totals = new HashMap<>();
    private final Map<String, Integer> intruded = new HashMap<>();
    private final Set<String> answeredTrue = new HashSet<>();
    private final Map<Turns.Actor, Instant> sweeping = new HashMap<>();
    private boolean calm;
    private boolean over;
    private int callers;

    /** A marker in the queue. */
    private static final class Entry {
        private final String set;
        private final Message marker;
        private Turns.@Nullable Actor holder;
        private boolean settled;

        Entry(String set, Message marker) {
            this.set = set;
            this.marker = marker;
        }

        boolean isHeld() {
            return holder != null && holder.isAlive();
        }
    }

    /** A promise was broken. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String what;

        Broken(String what) {
            super(what);
            this.what = what;
        }
    }

    SetWorld(long seed, SetMutant mutant) {
        this.random = new SplittableRandom(seed);
        this.mutant = mutant;
        this.turns = new Turns(random.split());
        SteppedStorage stepped = new SteppedStorage(stored, turns, mutant);
        PluginContext context = new PluginContext(Map.of(), clock, "simulation");
        this.storages = StorageClients.open(
                new Plugins(Map.of(), Map.of(), Map.of(InMemoryStorage.TYPE, stepped)), _ -> context);
        this.storage = storages.storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""))
                .orElseThrow();
        this.application = new SetApplication(storages, meters, clock);
    }

    static boolean isIntruder(Turns.Actor process) {
        return INTRUDERS.contains(process);
    }

    /** What was broken; empty if nothing was. */
    Optional<String> run() {
        try {
            for (int set = 0; set < SETS; set++) {
                String id = "s" + set;
                totals.put(id, random.nextInt(1, 5));
                call(id);
            }
            intrude("s0");
            for (int process = 0; process < 2; process++) {
                consume();
                sweep("sweeper " + process, 0);
            }
            for (int turn = 0; turn < TURNS; turn++) {
                clock.advance(Duration.ofMillis(random.nextInt(100) == 0 ? 15_000 : random.nextInt(80)));
                turns.next(KILLS_IN_THOUSAND);
            }
            calmDown();
            judgeTheEnd();
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(e.what);
        } catch (AssertionError e) {
            if (e.getCause() instanceof Broken broken) {
                return Optional.of(broken.what);
            }
            throw e;
        }
    }

    /** Nobody is killed any longer, and time passes until all is done. */
    private void calmDown() {
        calm = true;
        for (int turn = 0; turn < QUIET_TURNS && !isQuiet(); turn++) {
            clock.advance(Duration.ofMillis(200));
            turns.next(0);
        }
        over = true;
        while (turns.next(0)) {
            clock.advance(Duration.ofMillis(1));
        }
    }

    private boolean isQuiet() {
        return callers == 0
                && queue.stream().allMatch(entry -> entry.settled)
                && stored.keys("sets").stream().noneMatch(key -> key.startsWith("sets/") && !key.endsWith("/lease"));
    }

    private void call(String id) {
        callers++;
        turns.start(
                () -> {
                    send(id);
                    callers--;
                },
                () -> {
                    callers--;
                    // A client that gets no answer asks another server, or gives up.
                    if (random.nextInt(4) > 0) {
                        call(id);
                    }
                });
    }

    private void send(String id) {
        int total = total(id);
        for (int sequence = total - 1; sequence >= 0; sequence--) {
            if (!put(id, sequence)) {
                return;
            }
        }
        if (!calm && random.nextInt(5) == 0) {
            return;
        }
        while (true) {
            SetAnswer answer = seal(id, total);
            turns.alive();
            switch (answer) {
                case SetAnswer.Done() -> {
                    answeredTrue.add(id);
                    return;
                }
                case SetAnswer.Refused _ -> {
                    return;
                }
                case SetAnswer.Incomplete(List<Integer> missing) ->
                    throw new Broken(id + " lacks " + missing + ", though each was answered TRUE");
                case SetAnswer.NotDone _, SetAnswer.Unknown _ -> turns.pause();
            }
        }
    }

    /** False: it was refused. */
    private boolean put(String id, int sequence) {
        while (true) {
            Instant now = clock.instant();
            MutationSet fresh = new MutationSet(
                    "g" + random.nextInt(1_000_000),
                    now.plus(EXPIRY),
                    now.plus(KEPT),
                    Optional.empty(),
                    SetState.Open.NEW);
            Message part = Messages.message().payload(id + "/" + sequence).build();
            SetAnswer answer = new PartIntake(
                            store(id),
                            rules(id),
                            fresh,
                            sequence,
                            SetParts.stored(part, Bytes.utf8(id + "/" + sequence), false))
                    .accept(now)
                    .toCompletableFuture()
                    .join();
            turns.alive();
            switch (answer) {
                case SetAnswer.Done() -> {
                    return true;
                }
                case SetAnswer.Refused _ -> {
                    return false;
                }
                case SetAnswer.Incomplete _, SetAnswer.NotDone _, SetAnswer.Unknown _ -> turns.pause();
            }
        }
    }

    private SetAnswer seal(String id, int total) {
        if (mutant == SetMutant.QUEUES_BEFORE_IT_SEALS) {
            SetStore.Held held = store(id).find().toCompletableFuture().join().orElseThrow();
            append(id, marker(id, held.set(), total));
        }
        return new SetSealing(
                        store(id),
                        rules(id),
                        total,
                        set -> EnvelopeCodec.encode(marker(id, set, total)),
                        record -> queue(id, record))
                .carryOut(clock.instant())
                .toCompletableFuture()
                .join();
    }

    /** The queue has it, does not have it, or does not say. */
    private CompletionStage<AppendResult> queue(String id, Bytes record) {
        turns.pause();
        int luck = calm ? 9 : random.nextInt(10);
        if (luck == 0) {
            return CompletableFuture.completedStage(new AppendResult.NotAppended("away"));
        }
        Lease lease = new Lease(new Slice("q", 0, 0), 0, Bytes.EMPTY, record, clock.instant(), 0);
        append(id, ((DecodedRecord.Intact) EnvelopeCodec.decode(lease, NAMESPACE)).message());
        return CompletableFuture.completedStage(luck == 1 ? new AppendResult.Unknown("lost") : AppendResult.APPENDED);
    }

    private void append(String id, Message marker) {
        queue.add(new Entry(id, marker));
    }

    /** A caller that sends one part more than its marker says. */
    private void intrude(String id) {
        int sequence = total(id);
        INTRUDERS.add(turns.start(
                () -> {
                    int pauses = random.nextInt(60);
                    for (int pause = 0; pause < pauses; pause++) {
                        turns.pause();
                    }
                    if (put(id, sequence)) {
                        intruded.put(id, sequence);
                    }
                },
                () -> {}));
    }

    private void consume() {
        turns.start(
                () -> {
                    while (!over) {
                        Optional<Entry> next = queue.stream()
                                .filter(entry -> !entry.settled && !isInHand(entry.set))
                                .findFirst();
                        if (next.isPresent()) {
                            next.get().holder = turns.current();
                            deliver(next.get());
                            next.get().holder = null;
                        }
                        turns.pause();
                    }
                },
                this::consume);
    }

    /** One lane for each set. */
    private boolean isInHand(String set) {
        return queue.stream().anyMatch(entry -> entry.set.equals(set) && entry.isHeld());
    }

    private void deliver(Entry entry) {
        SetMarker set = ((Message.Marked) entry.marker.body()).marker();
        SetRoute route = new SetRoute(
                "there",
                part -> new Destination(attempt -> applied(entry.set, attempt), "there"),
                RetryPolicy.DEFAULT,
                () -> OnRejected.STOP,
                Optional.empty(),
                _ -> true);
        Destination destination = application.destination(entry.marker, set, route);
        while (true) {
            DeliveryOutcome outcome = attempt(destination, entry.marker);
            turns.alive();
            switch (outcome) {
                case DeliveryOutcome.Delivered _, DeliveryOutcome.Skipped _ -> {
                    entry.settled = true;
                    return;
                }
                case DeliveryOutcome.Rejected(String why) ->
                    throw new Broken(entry.set + " is dead-lettered, though no part was rejected: " + why);
                case DeliveryOutcome.Progressed _,
                        DeliveryOutcome.Failed _,
                        DeliveryOutcome.Unavailable _,
                        DeliveryOutcome.Throttled _,
                        DeliveryOutcome.Absent _,
                        DeliveryOutcome.Unknown _ -> turns.pause();
            }
        }
    }

    private DeliveryOutcome attempt(Destination destination, Message marker) {
        try {
            return destination
                    .target()
                    .deliver(new DeliveryAttempt(marker, 1, clock.instant().plusSeconds(10)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The target; it notices what comes too early, in the wrong order, or again. */
    private DeliveryOutcome applied(String id, DeliveryAttempt attempt) {
        turns.pause();
        if (!calm && random.nextInt(6) == 0) {
            return random.nextBoolean()
                    ? new DeliveryOutcome.Failed("not yet")
                    : new DeliveryOutcome.Unavailable("away");
        }
        String payload = attempt.message().payload().asUtf8();
        int sequence = Integer.parseInt(payload.substring(payload.indexOf('/') + 1));
        List<Integer> before = delivered.computeIfAbsent(id, _ -> new ArrayList<>());
        int expected = before.stream().mapToInt(done -> done + 1).max().orElse(0);
        if (sequence > expected) {
            throw new Broken("part " + sequence + " of " + id + " comes after " + before);
        }
        if (sequence < expected - 1) {
            throw new Broken("part " + sequence + " of " + id + " comes again after " + before);
        }
        SetState state = state(id);
        if (state instanceof SetState.Open || state instanceof SetState.Expired) {
            throw new Broken("part " + sequence + " of " + id + " is applied, though the set is " + state.name());
        }
        before.add(sequence);
        return DeliveryOutcome.DELIVERED;
    }

    private void sweep(String name, int starts) {
        turns.start(
                () -> {
                    while (!over) {
                        turns.pause();
                        if (mutant != SetMutant.NEVER_SWEEPS) {
                            sweepOnce(name + "/" + starts);
                        }
                    }
                },
                () -> sweep(name, starts + 1));
    }

    private void sweepOnce(String holder) {
        try {
            Instant now = clock.instant();
            if (mutant != SetMutant.SWEEPS_WITHOUT_A_LEASE && !new SweepLease(storage, NAMESPACE, holder).take(now)) {
                return;
            }
            turns.alive();
            judgeSweep(now);
            if (mutant == SetMutant.EXPIRES_A_SEALED_SET) {
                expireBlindly();
            }
            new SetSweep(storage, NAMESPACE, this::queueSwept, meters).run(clock.instant());
            sweeping.remove(turns.current());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            if (e instanceof Broken) {
                throw e;
            }
            // The storage fails only for a process that is killed.
            turns.alive();
            throw e;
        }
    }

    private CompletionStage<AppendResult> queueSwept(Bytes record) {
        Lease lease = new Lease(new Slice("q", 0, 0), 0, Bytes.EMPTY, record, clock.instant(), 0);
        Message marker = ((DecodedRecord.Intact) EnvelopeCodec.decode(lease, NAMESPACE)).message();
        return queue(((Message.Marked) marker.body()).marker().id(), record);
    }

    private void judgeSweep(Instant now) {
        sweeping.keySet().removeIf(process -> !process.isAlive());
        sweeping.put(turns.current(), now);
        long atOnce = sweeping.values().stream()
                .filter(since -> since.plus(SweepLease.LASTS).isAfter(clock.instant()))
                .count();
        if (atOnce > 1) {
            throw new Broken(atOnce + " processes sweep at once");
        }
    }

    private void expireBlindly() {
        for (String id : totals.keySet()) {
            Optional<SetStore.Held> found =
                    store(id).find().toCompletableFuture().join();
            if (found.isPresent()
                    && found.get().set().state() instanceof SetState.Sealed
                    && found.get().set().openUntil().isBefore(clock.instant())) {
                store(id)
                        .move(found.get(), new SetState.Expired())
                        .toCompletableFuture()
                        .join();
                store(id)
                        .removeParts(found.get().set().generation(), List.of())
                        .toCompletableFuture()
                        .join();
            }
        }
    }

    private void judgeTheEnd() {
        require(isQuiet(), "it never gets quiet: " + callers + " callers, " + stored.keys("sets"));
        totals.forEach((id, total) -> {
            SetState state = state(id);
            List<Integer> parts = delivered.getOrDefault(id, List.of());
            if (state instanceof SetState.Applied) {
                require(Set.copyOf(parts).size() == total, id + " is applied, but only " + parts + " of " + total);
                require(!intruded.containsKey(id), "a part that was answered TRUE is not in " + id);
            } else {
                require(!answeredTrue.contains(id), id + " was answered TRUE, but is " + state.name());
                require(state instanceof SetState.Expired, id + " is left behind as " + state.name());
                require(parts.isEmpty(), id + " has expired, but " + parts + " were applied");
            }
        });
        require(
                stored.keys("sets").stream().noneMatch(key -> key.matches(".*/(parts|list|done/.*)")),
                "left behind: " + stored.keys("sets"));
        clock.advance(KEPT.multipliedBy(2));
        require(stored.liveKeys("sets").isEmpty(), "never forgotten: " + stored.liveKeys("sets"));
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new Broken(otherwise);
        }
    }

    private Message marker(String id, MutationSet set, int total) {
        return Messages.message()
                .build()
                .with(new Message.Marked(new SetMarker(
                        new ClaimCheck.Place(InMemoryStorage.TYPE, "sets", ""),
                        id,
                        set.generation(),
                        total,
                        List.of("there"),
                        set.keptUntil(),
                        Optional.empty(),
                        Optional.empty())))
                .with(Message.Routing.toAll(Bytes.EMPTY));
    }

    /** Without a turn. */
    private SetState state(String id) {
        DurableStorage still = stored.storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""));
        return new SetStore(still, new SetKeys(NAMESPACE, id))
                .find()
                .toCompletableFuture()
                .join()
                .map(held -> held.set().state())
                .orElse(new SetState.Expired());
    }

    private int total(String id) {
        return totals.getOrDefault(id, 1);
    }

    private SetStore store(String id) {
        return new SetStore(storage, new SetKeys(NAMESPACE, id));
    }

    private static SetRules rules(String id) {
        return new SetRules(id, SetPolicy.DEFAULT);
    }
}
