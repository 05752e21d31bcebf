package io.walgateway.core.retry;

import java.time.Duration;
import java.time.Instant;

/**
 * Says when a trouble that repeats is worth a line in the log: when it begins, and then at growing intervals for as long as
 * it lasts. A trouble that has not shown for a while is over. Safe for any number of threads.
 */
public final class Alarm {
    /** Between lines about the same trouble. */
    static final Backoff INTERVALS = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));
    /** Tries are 30 s apart at the most; what has not failed for longer has succeeded. */
    static final Duration OVER_AFTER = Duration.ofMinutes(2);

    private static final double NO_JITTER = 0.5;

    private Instant last = Instant.MIN;
    private Instant nextLine = Instant.MIN;
    private int lines;
    private long failures;

    /** It failed once more. Returns how often it has since the last line, or 0 when nothing is to be said now. */
    public synchronized long failed(Instant now) {
        if (last.isBefore(now.minus(OVER_AFTER))) {
            lines = 0;
            failures = 0;
            nextLine = now;
        }
        last = now;
        failures++;
        if (now.isBefore(nextLine)) {
            return 0;
        }
        lines++;
        nextLine = now.plus(INTERVALS.pause(lines, NO_JITTER));
        long said = failures;
        failures = 0;
        return said;
    }
}
