package io.walgateway.config.catalog;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after so many failures in a row: 50 ms, doubled up to 2 s, the half of it by chance. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long MAX_MILLIS = 2_000;

    private Backoff() {}

    static Duration after(int failures, RandomGenerator random) {
        long full = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 10));
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
