package io.walgateway.standalone.part;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Time since something began. */
public record Stopwatch(InstantSource clock, Instant begin) {

    public static Stopwatch start(InstantSource clock) {
        return new Stopwatch(clock, clock.instant());
    }

    /** Returns a new stopwatch that begins now. */
    Stopwatch again() {
        return start(clock);
    }

    /** Such as {@code 2.1 s}. */
    public String elapsed() {
        Duration elapsed = Duration.between(begin, clock.instant());
        return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    }
}
