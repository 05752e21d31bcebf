package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.queue.DelayedCounts;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts entries by the minute in which they are due: 6 KiB for each day on which an entry is due. */
final class DueHistogram {
    private static final long MICROS = 60_000_000;
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private final Map<Long, Day> days = new TreeMap<>();

    private static final class Day {
        private final int[] minutes = new int[DAY];
        private long total;
    }

    void add(long dueMicros, int count) {
        long minute = dueMicros / MICROS;
        days.compute(minute / DAY, (_, day) -> added(day == null ? new Day() : day, (int) (minute % DAY), count));
    }

    DelayedCounts counts(Instant now) {
        long thisMinute = now.getEpochSecond() / 60;
        long[] counts = new long[5];
        days.forEach((number, day) -> {
            long first = number * DAY;
            if (bucket(first - thisMinute) == bucket(first + DAY - 1 - thisMinute)) {
                counts[bucket(first - thisMinute)] += day.total;
            } else {
                for (int minute = 0; minute < DAY; minute++) {
                    counts[bucket(first + minute - thisMinute)] += day.minutes[minute];
                }
            }
        });
        return new DelayedCounts(counts[0], counts[1], counts[2], counts[3], counts[4], 0, now);
    }

    private static int bucket(long minutesAhead) {
        if (minutesAhead < 0) {
            return 0;
        } else if (minutesAhead <= 1) {
            return 1;
        } else if (minutesAhead <= HOUR) {
            return 2;
        }
        return minutesAhead <= DAY ? 3 : 4;
    }

    private static @Nullable Day added(Day day, int minute, int count) {
        day.minutes[minute] += count;
        day.total += count;
        return day.total == 0 ? null : day;
    }
}
