package io.walgateway.it.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reports the progress of a run to people, each line with the time since the run began. */
final class Narrator {
    private final PrintStream out;
    private final InstantSource clock;
    private final Instant begin;

    Narrator(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** Lines from several threads stay whole. */
    void say(String line) {
        Duration since = Duration.between(begin, clock.instant());
        synchronized (out) {
            out.printf("%3d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), line);
            out.flush();
        }
    }
}
