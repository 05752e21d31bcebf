package io.walgateway.it.sim;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A slice held by one process, from its assignment to its release, and the truth about it. */
final class Tenure {
    final ConsumerProcess holder;
    final Slice slice;
    /** Entries that the core received and did not settle, by position. */
    final TreeMap<Long, Hold> holds = new TreeMap<>();

    private final Map<Bytes, Long> lastStarted = new HashMap<>();
    /**
     * The group gave the slice to another member although the holder lives: nothing that the holder still does counts.
     */
    boolean lost;
    /** The holder has told its core that the slice is being revoked. */
    boolean going;

    int underWay;

    /** An entry that the core holds. */
    static final class Hold {
        final LogEntry entry;
        final Delivery delivery;
        /** Not tried yet. */
        boolean fresh = true;
        /** Its dead letter is on its way, or waits for a retry. */
        boolean givenUp;
        /** Its copy is on its way, or waits for a retry. */
        boolean leaving;
        /**
         * Since when it could have been delivered: the number of deliveries that the process had started by then, and
         * of those to its endpoint.
         */
        long waitsSince = -1;

        long waitsSinceOwn;

        @Nullable
        String foundAway;

        Hold(LogEntry entry, Delivery delivery) {
            this.entry = entry;
            this.delivery = delivery;
        }
    }

    Tenure(ConsumerProcess holder, Slice slice) {
        this.holder = holder;
        this.slice = slice;
    }

    /** Returns the position of this key that was started before, -1: none. */
    long started(Bytes key, long position) {
        Long before = lastStarted.put(key, position);
        return before == null ? -1 : before;
    }

    /** True if a dead letter, or a copy for later delivery, is not stored yet. */
    boolean hasUnstoredLetters() {
        return holds.values().stream().anyMatch(hold -> hold.givenUp || hold.leaving);
    }

    /** True if the tenure no longer matters. */
    boolean isOver() {
        return going && underWay == 0 && holds.isEmpty();
    }

    @Override
    public String toString() {
        return "slice " + slice.part() + " epoch " + slice.epoch() + " of " + holder;
    }
}
