package io.walgateway.it.sim;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A slice in the hand of one process, from its assignment until it goes, and what is true of that. */
final class Tenure {
    final ConsumerProcess holder;
    final Slice slice;
    /** What the core was told of and did not settle, by position. */
    final TreeMap<Long, Hold> holds = new TreeMap<>();

    private final Map<Bytes, Long> lastStarted = new HashMap<>();
    /** The group gave it to others though the holder lives: what the holder still does counts for nothing. */
    boolean lost;
    /** The holder has told its core that it goes. */
    boolean going;

    int underWay;

    /** What is in hand. */
    static final class Hold {
        final LogEntry entry;
        final Delivery delivery;
        /** Nobody has tried it yet. */
        boolean fresh = true;
        /** Its dead letter is on its way, or waits for another try. */
        boolean givenUp;
        /** Its copy is on its way, or waits for another try. */
        boolean leaving;
        /** It could have gone then: how many deliveries the process had started, and how many of them to its endpoint. */
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

    /** Whether a dead letter, or a copy that is to come later, was not stored. */
    boolean hasUnstoredLetters() {
        return holds.values().stream().anyMatch(hold -> hold.givenUp || hold.leaving);
    }

    /** Whether nothing of it matters any more. */
    boolean isOver() {
        return going && underWay == 0 && holds.isEmpty();
    }

    @Override
    public String toString() {
        return "slice " + slice.part() + " epoch " + slice.epoch() + " of " + holder;
    }
}
