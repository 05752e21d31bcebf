package io.walgateway.core.retry;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides when a repeating failure deserves a log line: when it begins, and then at growing intervals for as long as it
 * lasts. A failure that has not occurred for a while is over. Safe for any number of threads.
 */
public final class Alarm {
    /** Between lines about the same failure. */
    static final Backoff INTERVALS = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));
    /** Tries are at most 30 s apart, so a longer time without a failure means success. */
    static final Duration OVER_AFTER = Duration.ofMinutes(2);

    private static final double NO_JITTER = 0.5;

    private Instant last = Instant.MIN;
    private Instant nextLine = Instant.MIN;
    private int lines;
    private long failures;

    /** Records one more failure. Returns the number of failures since the last line, or 0 if no line is due. */
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
