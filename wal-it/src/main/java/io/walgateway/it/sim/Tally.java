package io.walgateway.it.sim;

import java.util.EnumMap;
import java.util.Map;

/** Counts the events of runs. */
final class Tally {
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);

    /** The events that are counted. */
    enum Count {
        SEEDS,
        STEPS,
        WRITES,
        ANSWERED_TRUE,
        ANSWERED_FALSE,
        ANSWERED_UNKNOWN,
        REFUSED,
        ENTRIES,
        DELIVERIES,
        REPEATED_DELIVERIES,
        DEAD_LETTERS,
        REQUEUED,
        COMMITS,
        CRASHES,
        ORDERLY_RESTARTS,
        REBALANCES,
        REVOCATIONS,
        LOST_SLICES,
        CLOCK_JUMPS
    }

    public void count(Count what) {
        add(what, 1);
    }

    void add(Count what, long number) {
        counts.merge(what, number, Long::sum);
    }

    void addAll(Tally other) {
        for (Count what : Count.values()) {
            add(what, other.of(what));
        }
    }

    long of(Count what) {
        return counts.getOrDefault(what, 0L);
    }
}
