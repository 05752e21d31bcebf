package io.walgateway.it.sim;

/**
 * A fault in a run.
 *
 * @param number  the same in all plans of one seed
 * @param subject which process or endpoint it hits; taken modulo their number
 * @param amount  a further parameter of this kind, from 0 (inclusive) to 1 (exclusive)
 */
record Fault(int number, Kind kind, long atMicros, long forMicros, int subject, double amount) {

    /** The kinds of faults. */
    enum Kind {
        /** A consumer process is killed, and restarted after a while. */
        CONSUMER_CRASH,
        /** A consumer process ends in an orderly way, and is restarted. */
        CONSUMER_RESTART,
        /** A consumer process stands still; if that lasts long, the group takes it for dead. */
        FREEZE,
        /** A consumer process cannot reach the group, and perhaps not the log. */
        CUT_OFF,
        /** The slices move to other members. */
        REBALANCE,
        /** Commits fail, before they take effect or after it, or are slow. */
        COMMITS_FAIL,
        /** An endpoint is unreachable. */
        OUTAGE,
        /** An endpoint throttles. */
        THROTTLING,
        /** An endpoint is slow, at times beyond the time-out. */
        SLOWNESS,
        /** An endpoint accepts deliveries and does not confirm them. */
        UNSURE,
        /** The dead-letter queue is unreachable. */
        DEAD_LETTERS_AWAY,
        /** The producer process is killed, and restarted after a while. */
        PRODUCER_CRASH,
        /** The log refuses appends. */
        APPENDS_REFUSED,
        /** The log may or may not store appends, and does not answer. */
        APPENDS_UNANSWERED,
        /** The log is slow. */
        APPENDS_LATE,
        /** The clock of a process jumps. */
        CLOCK_JUMP,
        /** All pipelines are replaced, with another retry policy and concurrency. */
        NEW_CONFIGURATION
    }

    long endMicros() {
        return atMicros + forMicros;
    }

    boolean coversTime(long micros) {
        return atMicros <= micros && micros < endMicros();
    }

    @Override
    public String toString() {
        return "fault %d: %s %d for %s".formatted(number, kind, subject, Schedule.seconds(forMicros));
    }
}
