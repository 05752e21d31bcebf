package io.walgateway.core.queue;

import java.time.Instant;
import java.util.List;

/**
 * How many entries are delayed, by when they are due; each entry counts once. Boundaries are exact to the minute.
 *
 * @param due          past their due time: about to be released, or late
 * @param withinMinute due within a minute
 * @param withinHour   due later than that, within an hour
 * @param withinDay    due later than that, within a day
 * @param later        due later than that
 * @param undated      the queue does not say when they are due
 * @param asOf         when the oldest part of this was counted; {@link Instant#EPOCH} when a part has never been
 */
public record DelayedCounts(
        long due, long withinMinute, long withinHour, long withinDay, long later, long undated, Instant asOf) {

    /** No entries, as of any time. */
    public static final DelayedCounts NONE = none(Instant.MAX);

    public DelayedCounts {
        List<Long> counts = List.of(due, withinMinute, withinHour, withinDay, later, undated);
        if (counts.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("counts: " + counts + " (expected: each >= 0)");
        }
    }

    /** No entries at that time. */
    public static DelayedCounts none(Instant asOf) {
        return undated(0, asOf);
    }

    /** This many entries, with unknown due times. */
    public static DelayedCounts undated(long count, Instant asOf) {
        return new DelayedCounts(0, 0, 0, 0, 0, count, asOf);
    }

    /** The sum of all counts. */
    public long total() {
        return due + withinMinute + withinHour + withinDay + later + undated;
    }

    /** The sum of both, as of the earlier time. */
    public DelayedCounts plus(DelayedCounts other) {
        return new DelayedCounts(
                due + other.due,
                withinMinute + other.withinMinute,
                withinHour + other.withinHour,
                withinDay + other.withinDay,
                later + other.later,
                undated + other.undated,
                asOf.isBefore(other.asOf) ? asOf : other.asOf);
    }
}
