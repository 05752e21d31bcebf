package io.walgateway.it.sim;

/**
 * Something that goes wrong in a run.
 *
 * @param number   the same in all plans of one seed
 * @param subject  which process or endpoint it hits; taken modulo their number
 * @param amount   what else there is to say of this kind, from 0 (inclusive) to 1 (exclusive)
 */
record Fault(int number, Kind kind, long atMicros, long forMicros, int subject, double amount) {

    /** What goes wrong. */
    enum Kind {
        /** A consumer process is killed, and started again after a while. */
        CONSUMER_CRASH,
        /** A consumer process ends in its orderly way, and is started again. */
        CONSUMER_RESTART,
        /** A consumer process stands still; when for long, the group takes it for dead. */
        FREEZE,
        /** A consumer process does not reach the group, and perhaps not the log. */
        CUT_OFF,
        /** The slices go to others. */
        REBALANCE,
        /** Commits fail, before they take effect or after it, or take long. */
        COMMITS_FAIL,
        /** An endpoint is away. */
        OUTAGE,
        /** An endpoint asks for less. */
        THROTTLING,
        /** An endpoint takes its time, at times more than it is given. */
        SLOWNESS,
        /** An endpoint takes deliveries and does not say so. */
        UNSURE,
        /** The dead-letter queue is away. */
        DEAD_LETTERS_AWAY,
        /** The producer process is killed, and started again after a while. */
        PRODUCER_CRASH,
        /** The log takes nothing. */
        APPENDS_REFUSED,
        /** The log takes appends, or does not, and says nothing. */
        APPENDS_UNANSWERED,
        /** The log takes its time. */
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
