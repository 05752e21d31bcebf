package io.walgateway.core.delivery;

import io.walgateway.core.queue.Slice;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts the messages held, in total and for each slice. A slice being given up is released once none of its messages
 * is held.
 */
final class Holdings {
    private final Map<Slice, Integer> bySlice = new HashMap<>();
    private final Set<Slice> releasing = new HashSet<>();
    private final Consumer<Slice> released;
    private final StageLists stages = new StageLists();
    private Instant now = Instant.MIN;
    private int count;
    private long bytes;

    /** @param released called with each slice that is given up */
    Holdings(Consumer<Slice> released) {
        this.released = released;
    }

    /** Sets the time for all changes that follow. */
    void at(Instant time) {
        now = time;
    }

    StageLists stages() {
        return stages;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    void move(Delivery delivery, Stage stage) {
        stages.move(delivery, stage, now);
    }

    void add(Delivery delivery) {
        stages.add(delivery, now);
        bySlice.merge(delivery.lease().slice(), 1, Integer::sum);
        count++;
        bytes += delivery.bytes();
    }

    void remove(Delivery delivery) {
        stages.remove(delivery);
        Slice slice = delivery.lease().slice();
        count--;
        bytes -= delivery.bytes();
        bySlice.merge(slice, -1, Integer::sum);
        releaseIfFree(slice);
    }

    /** Begins to give these slices up; {@link #releaseFree} releases those of which nothing is held. */
    void beginRelease(Set<Slice> slices) {
        releasing.addAll(slices);
    }

    void releaseFree(Set<Slice> slices) {
        slices.forEach(this::releaseIfFree);
    }

    boolean isReleasing(Delivery delivery) {
        return !releasing.isEmpty() && releasing.contains(delivery.lease().slice());
    }

    private void releaseIfFree(Slice slice) {
        if (releasing.contains(slice) && bySlice.getOrDefault(slice, 0) == 0) {
            releasing.remove(slice);
            bySlice.remove(slice);
            released.accept(slice);
        }
    }
}
