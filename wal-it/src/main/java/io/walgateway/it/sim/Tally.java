package io.walgateway.it.sim;

/** How much happened. */
final class Tally {
    private final long[] counts = new long[Count.values().length];

    /** What is counted. */
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
        COMMITS,
        CRASHES,
        ORDERLY_RESTARTS,
        REBALANCES,
        REVOCATIONS,
        LOST_SLICES,
        CLOCK_JUMPS
    }

    void count(Count what) {
        add(what, 1);
    }

    void add(Count what, long number) {
        counts[what.ordinal()] += number;
    }

    void addAll(Tally other) {
        for (Count what : Count.values()) {
            add(what, other.of(what));
        }
    }

    long of(Count what) {
        return counts[what.ordinal()];
    }
}
