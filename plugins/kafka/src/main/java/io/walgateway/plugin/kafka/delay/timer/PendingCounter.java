package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.queue.DelayedCounts;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts the entries of a store: walks through its index once, a little at a time, and follows additions and removals.
 * An entry beyond the place reached so far is counted when the walk gets there.
 */
final class PendingCounter {
    private static final int STEP = 5_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final DueHistogram histogram = new DueHistogram();
    private Bytes reached = PendingKey.firstIndex();
    private boolean complete;

    PendingCounter(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Counts some more entries; returns true if all are counted. */
    boolean proceed() {
        if (complete) {
            return true;
        }
        try (KeyValueIterator<Bytes, byte[]> range = store.range(reached, PendingKey.lastIndex())) {
            for (int n = 0; n < STEP && range.hasNext(); n++) {
                Bytes index = range.next().key;
                if (index.compareTo(reached) > 0) {
                    histogram.add(PendingKey.ofIndex(index).dueMicros(), 1);
                    reached = index;
                }
            }
            complete = !range.hasNext();
        }
        return complete;
    }

    void added(Bytes index, PendingKey key) {
        if (isCounted(index)) {
            histogram.add(key.dueMicros(), 1);
        }
    }

    void removed(Bytes index, PendingKey key) {
        if (isCounted(index)) {
            histogram.add(key.dueMicros(), -1);
        }
    }

    DelayedCounts counts(Instant now) {
        return histogram.counts(now);
    }

    private boolean isCounted(Bytes index) {
        return complete || index.compareTo(reached) <= 0;
    }
}
