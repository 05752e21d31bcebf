package io.walgateway.it.sim;

import io.walgateway.core.queue.Lease;
import io.walgateway.core.watermark.OffsetWatermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A reader's knowledge of a slice that it holds: the counterpart of the Kafka plugin's class of this name. */
final class HeldSlice {
    final Tenure tenure;
    private final Wiring wiring;
    private final OffsetWatermark watermark = new OffsetWatermark();
    private final TreeMap<Long, Integer> attempts;
    private final List<Waiting> waiting = new ArrayList<>();
    private long next;
    private long version;
    private long storedVersion;
    private boolean held = true;

    private record Waiting(long version, Completion stored) {}

    /** Receives once whether something is durable. */
    interface Completion {
        void complete(boolean durable);
    }

    /** The state to store, as it was at one moment. */
    record Snapshot(HeldSlice of, Group.Stored stored, long version) {}

    HeldSlice(Tenure tenure, Group.Stored stored, Wiring wiring) {
        this.tenure = tenure;
        this.wiring = wiring;
        this.next = stored.position();
        this.attempts = new TreeMap<>(stored.attempts());
    }

    long next() {
        return next;
    }

    Lease handOut(LogEntry entry) {
        watermark.handOut(entry.position);
        return new Lease(
                tenure.slice,
                entry.position,
                entry.key,
                entry.record,
                entry.appended,
                attempts.getOrDefault(entry.position, 0));
    }

    /** All entries below this position were read. */
    void readTo(long position) {
        next = position;
        long before = committable();
        watermark.skipTo(position);
        changedIf(committable() != before);
    }

    void acknowledge(long position) {
        long before = committable();
        if (watermark.complete(position)) {
            boolean counted = attempts.remove(position) != null;
            changedIf(counted || committable() != before);
        }
    }

    void recordAttempts(long position, int count, Completion stored) {
        if (!held) {
            stored.complete(false);
            return;
        }
        attempts.put(position, count);
        changedIf(true);
        waiting.add(new Waiting(version, stored));
    }

    /** The state that is still to be stored; empty: the group has stored everything. */
    Optional<Snapshot> unstored() {
        long position = committable();
        if (version == storedVersion || position < 0) {
            return Optional.empty();
        }
        Map<Long, Integer> open = attempts.isEmpty() ? Map.of() : new TreeMap<>(attempts.tailMap(position));
        return Optional.of(new Snapshot(this, new Group.Stored(position, open), version));
    }

    void stored(long upTo) {
        storedVersion = Math.max(storedVersion, upTo);
        List<Waiting> done =
                waiting.stream().filter(each -> each.version() <= upTo).toList();
        waiting.removeAll(done);
        done.forEach(each -> each.stored().complete(true));
    }

    void letGo() {
        held = false;
        List<Waiting> disappointed = List.copyOf(waiting);
        waiting.clear();
        disappointed.forEach(each -> each.stored().complete(false));
    }

    private long committable() {
        return wiring.committable(watermark).orElse(-1);
    }

    private void changedIf(boolean changed) {
        if (changed) {
            version++;
        }
    }
}
