package io.walgateway.core.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a thing that should run for ever is started again. The pauses grow from start to start; once it
 * has run for as long as the longest pause, the next one is the first again. For one thread.
 */
public final class Restarts {
    /** For what other processes do meanwhile, or nobody waits for. */
    public static final Backoff USUAL = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private final Backoff backoff;
    private final InstantSource clock;
    private final RandomGenerator random;
    private Instant begun;
    private int failures;

    public Restarts(Backoff backoff, InstantSource clock, RandomGenerator random) {
        this.backoff = backoff;
        this.clock = clock;
        this.random = random;
        this.begun = clock.instant();
    }

    /** It starts now. */
    public void begun() {
        begun = clock.instant();
    }

    /** It is another thing now, of which nothing is known yet. */
    public void forget() {
        failures = 0;
    }

    /** It could not start, or has ended. Returns how long to wait. */
    public Duration failed() {
        boolean ranWell = Duration.between(begun, clock.instant()).compareTo(backoff.max()) >= 0;
        failures = ranWell ? 1 : failures + 1;
        return backoff.pause(failures, random.nextDouble());
    }
}
