package io.walgateway.consumer.set;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.set.ListedSet;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetKeys.Unfinished;
import io.walgateway.core.set.SetState;
import io.walgateway.core.set.SweepStep;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageAnswers;
import io.walgateway.log.set.SetStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes the sets of one namespace that nobody else will: queues the markers of sealed sets whose process died before
 * it could, removes sets that were never completed, and keeps the list of those that wait for long. Its holder has the
 * {@link SweepLease}; two at once would do no harm beyond a marker that is in the queue twice.
 *
 * @param queue appends a marker
 */
public record SetSweep(
        DurableStorage storage,
        String namespace,
        Function<Bytes, CompletionStage<AppendResult>> queue,
        SetMeters meters) {
    /** The pause between two sweeps. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(SetSweep.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Sets of one list in one sweep: the lease lasts for as long. The next sweep goes on. */
    private static final int SETS_MAX = 1_000;

    /** True if no set of the namespace is unfinished; needs no lease. */
    public boolean isIdle() throws InterruptedException {
        return await(storage.numbers(SetKeys.lists(namespace, Unfinished.OPEN))).isEmpty()
                && await(storage.numbers(SetKeys.lists(namespace, Unfinished.SEALED)))
                        .isEmpty()
                && await(storage.numbers(SetKeys.lists(namespace, Unfinished.WAITING)))
                        .isEmpty();
    }

    /**
     * Sweeps once.
     *
     * @throws io.walgateway.core.storage.StorageUnavailableException when the storage does not answer; the next sweep
     *     goes on
     */
    public void run(Instant now) throws InterruptedException {
        sweep(Unfinished.SEALED, now);
        sweep(Unfinished.OPEN, now);
        tidy(now);
    }

    /**
     * Looks at one shard of one bucket of the sets that wait, at another one each time: they may be many, and all that is
     * left to do is to strike those that were applied.
     */
    private void tidy(Instant now) throws InterruptedException {
        List<Integer> buckets = await(storage.numbers(SetKeys.lists(namespace, Unfinished.WAITING)));
        if (buckets.isEmpty()) {
            return;
        }
        long turn = now.getEpochSecond() / EVERY.toSeconds();
        int bucket = buckets.get(Math.floorMod(turn, buckets.size()));
        int turnOfShard = Math.floorMod(turn / buckets.size(), SetKeys.SHARDS);
        int listed = 0;
        for (int shard = 0; shard < SetKeys.SHARDS; shard++) {
            String list = SetKeys.list(namespace, Unfinished.WAITING, bucket, shard);
            listed += shard == turnOfShard
                    ? sweep(Unfinished.WAITING, list, SETS_MAX, now)
                    : await(storage.numbers(list)).size();
        }
        strikeIfEmpty(Unfinished.WAITING, bucket, listed, now);
    }

    private void sweep(Unfinished kind, Instant now) throws InterruptedException {
        int left = SETS_MAX;
        for (int bucket : await(storage.numbers(SetKeys.lists(namespace, kind)))) {
            if (left <= 0 || SetKeys.start(bucket).isAfter(now)) {
                return;
            }
            int listed = 0;
            for (int shard = 0; shard < SetKeys.SHARDS; shard++) {
                listed += sweep(kind, SetKeys.list(namespace, kind, bucket, shard), left - listed, now);
            }
            left -= listed;
            strikeIfEmpty(kind, bucket, listed, now);
        }
    }

    private void strikeIfEmpty(Unfinished kind, int bucket, int listed, Instant now) throws InterruptedException {
        if (listed == 0 && isOver(SetKeys.start(bucket + 1), now)) {
            await(storage.remove(SetKeys.lists(namespace, kind), bucket));
        }
    }

    /** Returns how many sets are listed. */
    private int sweep(Unfinished kind, String list, int max, Instant now) throws InterruptedException {
        List<Integer> slots = await(storage.numbers(list));
        for (int slot : slots.subList(0, Math.clamp(slots.size(), 0, Math.max(0, max)))) {
            visit(kind, list, slot, now);
        }
        return slots.size();
    }

    /** Nothing is listed for a time so long ago. */
    private static boolean isOver(Instant time, Instant now) {
        return time.plus(SweepStep.SEALING_MAX).isBefore(now);
    }

    private void visit(Unfinished kind, String list, int slot, Instant now) throws InterruptedException {
        Optional<ListedSet> listed = await(storage.get(list, slot)).flatMap(ListedSet::read);
        if (listed.isEmpty()) {
            await(storage.remove(list, slot));
            return;
        }
        ListedSet set = listed.get();
        SetStore store = new SetStore(storage, new SetKeys(namespace, set.id()));
        Optional<SetStore.Held> found = await(store.find());
        SweepStep step = found.map(held -> step(kind, set, held.set(), now)).orElseGet(() -> absent(set, now));
        switch (step) {
            case SweepStep.Leave() -> {}
            case SweepStep.Strike() -> await(storage.remove(list, slot));
            case SweepStep.Relist() -> {
                await(store.enlist(
                        Unfinished.WAITING, now, found.orElseThrow().set().keptUntil()));
                await(storage.remove(list, slot));
            }
            case SweepStep.Queue(Bytes marker, SetState.Queued next) -> {
                if (queue(store, found.orElseThrow(), marker, next)) {
                    await(storage.remove(list, slot));
                }
            }
            case SweepStep.Expire(SetState.Expired next) -> {
                if (expire(store, found.orElseThrow(), next)) {
                    await(storage.remove(list, slot));
                }
            }
        }
    }

    private static SweepStep step(Unfinished kind, ListedSet listed, MutationSet set, Instant now) {
        return switch (kind) {
            case SEALED -> SweepStep.ofSealed(set, listed.at(), now);
            case OPEN -> SweepStep.ofOpen(set, now);
            case WAITING -> SweepStep.ofWaiting(set);
        };
    }

    /** A set is listed before it is stored. */
    private static SweepStep absent(ListedSet listed, Instant now) {
        return isOver(listed.at(), now) ? new SweepStep.Strike() : new SweepStep.Leave();
    }

    private boolean queue(SetStore store, SetStore.Held held, Bytes marker, SetState.Queued next)
            throws InterruptedException {
        AppendResult result = await(queue.apply(marker));
        if (!(result instanceof AppendResult.Appended)) {
            log.warn(
                    "Expected to queue the marker of a sealed set, but failed; trying again: namespace={} set={}: {}",
                    namespace,
                    store.keys().id(),
                    result);
            return false;
        }
        meters.requeued();
        log.info(
                "queued the marker of a set that was sealed: namespace={} set={}",
                namespace,
                store.keys().id());
        return await(store.move(held, next)).isPresent();
    }

    /** First the state, then the parts: no part is accepted of which the marker would find nothing. */
    private boolean expire(SetStore store, SetStore.Held held, SetState.Expired next) throws InterruptedException {
        boolean before = held.set().state() instanceof SetState.Expired;
        if (!before && await(store.move(held, next)).isEmpty()) {
            return false;
        }
        await(store.removeParts(held.set().generation(), List.of()));
        if (!before) {
            meters.expired();
            log.info(
                    "a set was never completed, and has expired: namespace={} set={}",
                    namespace,
                    store.keys().id());
        }
        return true;
    }

    private static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        return StorageAnswers.await(stage, PATIENCE);
    }
}
