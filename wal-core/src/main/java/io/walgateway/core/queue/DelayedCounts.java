package io.walgateway.core.queue;

import java.time.Instant;
import java.util.List;

/**
 * How many entries are held back, by when they are due; each entry counts once. Boundaries are exact to the minute.
 *
 * @param due          their time is over; they are on their way out, or held up
 * @param withinMinute due within a minute
 * @param withinHour   due later than that, within an hour
 * @param withinDay    due later than that, within a day
 * @param later        due later than that
 * @param asOf         when the oldest part of this was counted; {@link Instant#EPOCH} when a part has never been
 */
public record DelayedCounts(long due, long withinMinute, long withinHour, long withinDay, long later, Instant asOf) {

    /** Nothing, as of any time. */
    public static final DelayedCounts NONE = new DelayedCounts(0, 0, 0, 0, 0, Instant.MAX);

    public DelayedCounts {
        if (due < 0 || withinMinute < 0 || withinHour < 0 || withinDay < 0 || later < 0) {
            throw new IllegalArgumentException(
                    "counts: " + List.of(due, withinMinute, withinHour, withinDay, later) + " (expected: each >= 0)");
        }
    }

    /** All together. */
    public long total() {
        return due + withinMinute + withinHour + withinDay + later;
    }

    /** Those of both, as of the earlier time. */
    public DelayedCounts plus(DelayedCounts other) {
        return new DelayedCounts(
                due + other.due,
                withinMinute + other.withinMinute,
                withinHour + other.withinHour,
                withinDay + other.withinDay,
                later + other.later,
                asOf.isBefore(other.asOf) ? asOf : other.asOf);
    }
}
