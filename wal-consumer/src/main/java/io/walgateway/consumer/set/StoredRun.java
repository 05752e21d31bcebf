package io.walgateway.consumer.set;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.set.SetKeys.Unfinished;
import io.walgateway.core.set.SetProgress;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.Cancellations;
import io.walgateway.core.storage.StorageAnswers;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.set.SetStore;
import io.walgateway.proto.v1.StoredPart;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A set that is being applied, in durable storage. Its methods block until the attempt's deadline at most, and throw
 * {@link StorageUnavailableException} when the storage does not answer; they may then be repeated.
 *
 * @param marker        of the set
 * @param group         the target that applies it, by its name in consumer groups
 * @param cancellations of delayed messages, if durable storage has them
 */
record StoredRun(
        Message marker,
        SetMarker set,
        String group,
        SetStore store,
        Optional<Cancellations> cancellations,
        InstantSource clock) {
    private static final Logger log = LoggerFactory.getLogger(StoredRun.class);
    /** A queued set has few moves, so another process does not change it often. */
    private static final int LOOKS_MAX = 3;

    /** The endpoint at which sets wait for durable storage. */
    String endpoint() {
        return "sets in " + set.place();
    }

    /** Why the set is not applied; empty if it is. A marker in hand is in the queue, whatever else is known of it. */
    Optional<DeliveryOutcome> begin(DeliveryAttempt attempt) throws InterruptedException {
        Optional<SetStore.Held> found = await(store.find(), attempt)
                .filter(held -> held.set().generation().equals(set.generation()));
        if (found.isEmpty()) {
            return rejected("it is not in durable storage " + set.place() + ", which kept it until " + set.expiry());
        }
        SetStore.Held held = found.get();
        return switch (held.set().state()) {
            case SetState.Open _ -> rejected("it is not sealed");
            case SetState.Expired _ -> rejected("it was never completed, and has expired");
            case SetState.Applied _ -> {
                remove(attempt);
                yield set.targets().contains(group)
                        ? Optional.of(new DeliveryOutcome.Skipped("it was applied before"))
                        : rejected("it was applied by " + set.targets() + ", and its parts are removed");
            }
            case SetState.DeadLettered letter -> {
                await(store.move(held, letter.redriven()), attempt);
                yield Optional.empty();
            }
            case SetState.Sealed sealed -> {
                // Not waited for: the server that queued the marker may be noting it, too, and one of the two takes
                // long.
                var _ = store.move(held, sealed.queued());
                yield cancelled(attempt);
            }
            case SetState.Queued _ -> cancelled(attempt);
        };
    }

    private Optional<DeliveryOutcome> cancelled(DeliveryAttempt attempt) throws InterruptedException {
        boolean cancelled = cancellations.isPresent()
                && marker.lifecycle().isDelayed()
                && await(cancellations.get().has(marker.id()), attempt);
        return cancelled ? Optional.of(new DeliveryOutcome.Skipped("it was cancelled")) : Optional.empty();
    }

    SetProgress progress(DeliveryAttempt attempt) throws InterruptedException {
        return await(store.progress(set.generation(), group, set.parts()), attempt);
    }

    /** Begins to read a part; {@link #part} waits for it. */
    CompletionStage<Optional<StoredPart>> reading(int sequence) {
        return store.part(set.generation(), sequence);
    }

    Optional<StoredPart> part(CompletionStage<Optional<StoredPart>> reading, DeliveryAttempt attempt)
            throws InterruptedException {
        return await(reading, attempt);
    }

    void done(int sequence, DeliveryAttempt attempt) throws InterruptedException {
        await(store.done(set.generation(), group, sequence, set.expiry()), attempt);
    }

    /** All parts have their outcome. The last of several targets removes the parts. */
    void finish(DeliveryAttempt attempt) throws InterruptedException {
        int index = set.targets().indexOf(group);
        // A target that the set does not wait for.
        if (index < 0) {
            return;
        }
        if (await(store.settled(set.generation(), index, set.targets().size(), set.expiry()), attempt)) {
            applied(attempt);
            remove(attempt);
        }
    }

    /** Looks again where the set was changed at the same time, as by the server that notes that its marker is queued. */
    private void applied(DeliveryAttempt attempt) throws InterruptedException {
        for (int look = 0; look < LOOKS_MAX; look++) {
            Optional<SetStore.Held> found = await(store.find(), attempt)
                    .filter(held -> held.set().generation().equals(set.generation()));
            if (found.isEmpty() || !isQueued(found.get())) {
                return;
            }
            if (await(move(found.get(), SetState.Queued::applied), attempt)) {
                await(store.strike(Unfinished.OPEN, found.get().set().openUntil()), attempt);
                return;
            }
        }
        throw new StorageUnavailableException("the set was changed at the same time", null);
    }

    /** A marker in hand is in the queue, also where nobody has noted that yet. */
    private static boolean isQueued(SetStore.Held held) {
        return held.set().state() instanceof SetState.Sealed || held.set().state() instanceof SetState.Queued;
    }

    /** Moves a queued set, by way of {@code queued} if that was not noted; false if another process moved it first. */
    private CompletionStage<Boolean> move(SetStore.Held held, Function<SetState.Queued, SetState> next) {
        return switch (held.set().state()) {
            case SetState.Sealed sealed ->
                store.move(held, sealed.queued())
                        .thenCompose(queued -> queued.map(now -> move(now, next))
                                .orElseGet(() -> CompletableFuture.completedStage(false)));
            case SetState.Queued queued -> store.move(held, next.apply(queued)).thenApply(Optional::isPresent);
            case SetState.Open _, SetState.DeadLettered _, SetState.Applied _, SetState.Expired _ ->
                CompletableFuture.completedStage(false);
        };
    }

    private void remove(DeliveryAttempt attempt) throws InterruptedException {
        await(store.removeParts(set.generation(), set.targets()), attempt);
    }

    /** Returns at once; a failure costs no more than the name of a state. */
    void deadLettered() {
        store.find()
                .thenCompose(found -> found.map(held -> move(held, SetState.Queued::deadLettered))
                        .orElseGet(() -> CompletableFuture.completedStage(false)))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        log.warn(
                                "Expected to note that a set is dead-lettered, but failed: namespace={} set={}: {}",
                                marker.namespace(),
                                set.id(),
                                Reasons.of(failure));
                    }
                });
    }

    private Optional<DeliveryOutcome> rejected(String why) {
        return Optional.of(new DeliveryOutcome.Rejected("set " + set.id() + ": " + why));
    }

    private <T> T await(CompletionStage<T> stage, DeliveryAttempt attempt) throws InterruptedException {
        return StorageAnswers.await(stage, attempt.left(clock.instant()));
    }
}
