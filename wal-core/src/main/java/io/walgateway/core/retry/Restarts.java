package io.walgateway.core.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something that should run forever is restarted. The pauses grow from start to start. After a
 * run as long as the longest pause, they begin again with the first. For one thread.
 */
public final class Restarts {
    /** For work that other processes take over meanwhile, or that nobody waits for. */
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

    /** Records a start. */
    public void begun() {
        begun = clock.instant();
    }

    /** Clears the failures: what starts next is something else. */
    public void forget() {
        failures = 0;
    }

    /** Records a failed start or an end. Returns how long to wait. */
    public Duration failed() {
        boolean ranWell = Duration.between(begun, clock.instant()).compareTo(backoff.max()) >= 0;
        failures = ranWell ? 1 : failures + 1;
        return backoff.pause(failures, random.nextDouble());
    }
}
