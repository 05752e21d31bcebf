package io.walgateway.it.sim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The events that are still to happen, and the run's time, in microseconds from its start. Events that are due at the
 * same time happen in turn.
 */
final class Schedule {
    static final long MILLI = 1_000;
    static final long SECOND = 1_000 * MILLI;
    static final long MINUTE = 60 * SECOND;
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(256, Comparator.comparingLong(Step::at).thenComparingLong(Step::order));
    private long now;
    private long added;
    private long taken;

    private record Step(long at, long order, Runnable action) {}

    /** The time for people. */
    static String seconds(long micros) {
        return "%d.%06d s".formatted(micros / SECOND, micros % SECOND);
    }

    long now() {
        return now;
    }

    /** The time by a clock that is ahead by this much. */
    Instant instant(long aheadMicros) {
        return START.plus(now + aheadMicros, ChronoUnit.MICROS);
    }

    void at(long micros, Runnable action) {
        steps.add(new Step(Math.max(now, micros), added++, action));
    }

    void after(long micros, Runnable action) {
        at(now + micros, action);
    }

    /** Lets the next event happen. False: there is none. */
    boolean step() {
        Step next = steps.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        taken++;
        next.action().run();
        return true;
    }

    /** The number of events that have happened. */
    long taken() {
        return taken;
    }
}
