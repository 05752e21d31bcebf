package io.walgateway.it.sim;

import java.util.SplittableRandom;

/**
 * All random decisions of a run, derived from its seed. A decision depends on its subject and not on when it is drawn,
 * so it stays the same when other parts of a plan are removed.
 */
final class Dice {
    private final long seed;

    /** The kinds of decisions. */
    enum Roll {
        PLAN,
        JITTER,
        MESSAGE_ID,
        PLACE,
        GAP,
        APPEND,
        APPEND_LANDS,
        APPEND_ANSWER,
        TRY_AGAIN,
        CORE,
        POLL,
        LOOKUP,
        COMMIT,
        COMMIT_APPLIES,
        COMMIT_ANSWER,
        ASSIGNMENT,
        STICKY,
        DELIVERY,
        OUTCOME,
        APPLIED,
        REST,
        DEAD_LETTER,
        DEAD_LETTER_LANDS,
        REQUEUE,
        REQUEUE_LANDS,
        REQUEUE_TIMER;

        /** Derived from the name, so that a new kind of decision leaves the others as they are. */
        private final long salt = 0x9E3779B97F4A7C15L * name().hashCode();
    }

    Dice(long seed) {
        this.seed = seed;
    }

    /** From 0 (inclusive) to 1 (exclusive). */
    double unit(Roll roll, long subject, long count) {
        return (hash(roll, subject, count) >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability, Roll roll, long subject, long count) {
        return unit(roll, subject, count) < probability;
    }

    /** From low to high, both inclusive. */
    long between(long low, long high, Roll roll, long subject, long count) {
        return low + (long) (unit(roll, subject, count) * (high - low + 1));
    }

    /** A separate stream, for callers that draw many numbers. */
    SplittableRandom stream(Roll roll, long subject, long count) {
        return new SplittableRandom(hash(roll, subject, count));
    }

    private long hash(Roll roll, long subject, long count) {
        return mix(mix(mix(seed + roll.salt) + subject) + count);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (mixed ^ (mixed >>> 31)) + 0x9E3779B97F4A7C15L;
    }
}
