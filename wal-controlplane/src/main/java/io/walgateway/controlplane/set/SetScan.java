package io.walgateway.controlplane.set;

import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetKeys.Unfinished;
import io.walgateway.log.set.SetFacts;
import io.walgateway.log.set.SetStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Collects one page from the lists of unfinished sets, which also contain sets that do not belong to it. The work of one
 * page is bounded: it ends where so many buckets or sets were read. Belongs to one request.
 */
final class SetScan {
    /** Each bucket costs one read of each of its shards. */
    static final int BUCKETS_MAX = 300;
    /** Sets that are looked at. */
    static final int SETS_MAX = 2_000;

    private static final int AT_ONCE_MAX = 32;

    private final SetQuery query;
    private final Instant now;
    private final List<SetView> found = new ArrayList<>();
    private int bucketsLeft = BUCKETS_MAX;
    private int setsLeft = SETS_MAX;

    SetScan(SetQuery query, Instant now) {
        this.query = query;
        this.now = now;
    }

    /** The sets found so far. */
    List<SetView> found() {
        return found;
    }

    /**
     * Looks through the lists of a region.
     *
     * @return where the next page begins; empty: the region has no more
     */
    Optional<SetPosition> read(RegionSets sets, SetPosition from) {
        List<Unfinished> lists = query.kind().lists();
        for (Unfinished list : lists.subList(Math.max(0, lists.indexOf(from.list())), lists.size())) {
            SetPosition begin = list == from.list() ? from : SetPosition.start(from.region(), list);
            Optional<SetPosition> next = readList(sets, begin);
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private Optional<SetPosition> readList(RegionSets sets, SetPosition from) {
        for (int bucket : sets.buckets(from.list())) {
            if (bucket < from.bucket()) {
                continue;
            }
            if (bucketsLeft-- <= 0) {
                return Optional.of(new SetPosition(from.region(), from.list(), bucket, 0, 0));
            }
            SetPosition begin =
                    bucket == from.bucket() ? from : new SetPosition(from.region(), from.list(), bucket, 0, 0);
            Optional<SetPosition> next = readBucket(sets, begin);
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private Optional<SetPosition> readBucket(RegionSets sets, SetPosition from) {
        List<List<Integer>> shards = sets.slots(from.list(), from.bucket());
        for (int shard = from.shard(); shard < SetKeys.SHARDS; shard++) {
            int first = shard == from.shard() ? from.slot() : 0;
            List<Integer> slots =
                    shards.get(shard).stream().filter(slot -> slot >= first).toList();
            for (int at = 0; at < slots.size(); at += AT_ONCE_MAX) {
                List<Integer> some = slots.subList(at, Math.min(slots.size(), at + AT_ONCE_MAX));
                Optional<SetPosition> next =
                        readSlots(sets, some, new SetPosition(from.region(), from.list(), from.bucket(), shard, 0));
                if (next.isPresent()) {
                    return next;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SetPosition> readSlots(RegionSets sets, List<Integer> slots, SetPosition shard) {
        List<Optional<String>> ids = sets.ids(shard.list(), shard.bucket(), shard.shard(), slots);
        List<Optional<CompletionStage<Optional<SetStore.Held>>>> heads =
                ids.stream().map(id -> id.map(sets::head)).toList();
        for (int i = 0; i < slots.size(); i++) {
            if (found.size() >= query.limit() || setsLeft-- <= 0) {
                return Optional.of(
                        new SetPosition(shard.region(), shard.list(), shard.bucket(), shard.shard(), slots.get(i)));
            }
            Optional<MutationSet> set = heads.get(i).flatMap(RegionSets::await).map(SetStore.Held::set);
            if (set.filter(head -> query.accepts(head, now)).isPresent()) {
                add(sets, shard.region(), ids.get(i).orElseThrow());
            }
        }
        return Optional.empty();
    }

    /** A set may be in two lists for a moment, and may have changed since its state was read. */
    private void add(RegionSets sets, String region, String id) {
        Optional<SetFacts> facts = sets.facts(id).filter(known -> query.accepts(known.set(), now));
        boolean known = found.stream()
                .anyMatch(other -> other.id().equals(id) && other.region().equals(region));
        if (facts.isPresent() && !known) {
            found.add(new SetView(id, region, facts.get()));
        }
    }
}
