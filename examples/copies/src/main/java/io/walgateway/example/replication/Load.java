package io.walgateway.example.replication;

/**
 * Writes at a steady rate.
 *
 * @param rate          writes a second, at least 1
 * @param warmUpSeconds how long it runs before the lag counts, at least 0: processes that have just started are slow
 * @param seconds       how long the lag counts, at least 1
 */
record Load(int rate, int warmUpSeconds, int seconds) {
    private static final int WRITES_MAX = 10_000_000;

    Load {
        if (rate < 1 || warmUpSeconds < 0 || seconds < 1 || rate * ((long) warmUpSeconds + seconds) >= WRITES_MAX) {
            throw new IllegalArgumentException(
                    "rate: %d, warm-up: %d, seconds: %d (expected: rate and seconds >= 1, warm-up >= 0, fewer than %,d writes)"
                            .formatted(rate, warmUpSeconds, seconds, WRITES_MAX));
        }
    }

    /** Writes of the warm-up; the numbers of those that count are larger. */
    int warmUpWrites() {
        return rate * warmUpSeconds;
    }

    int writes() {
        return rate * (warmUpSeconds + seconds);
    }
}
