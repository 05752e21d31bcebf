package io.walgateway.client.cache;

import java.time.Duration;

/**
 * The name and the limits of a {@link ReplicatedCache}.
 *
 * @param cache              the prefix of keys in the cache, like the property {@code cache} of the namespace's target: up
 *                           to 100 characters of ASCII without spaces; empty text: none
 * @param changesInFlightMax the most changes that have no receipt yet, at least 1
 * @param bytesInFlightMax   the most bytes that these have, with their keys; at least 1. A larger change goes alone
 * @param localTimeout       the time limit of a call of the {@link LocalCache}, at least 1 ms
 * @param closeTimeout       how long {@link ReplicatedCache#close} waits for receipts before it interrupts, at least 0
 */
public record CacheSettings(
        String cache, int changesInFlightMax, int bytesInFlightMax, Duration localTimeout, Duration closeTimeout) {
    private static final int NAME_CHARS_MAX = 100;

    public CacheSettings {
        if (cache.length() > NAME_CHARS_MAX || !cache.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("cache: " + cache.length() + " characters (expected: at most "
                    + NAME_CHARS_MAX + ", of ASCII without spaces)");
        }
        requireAtLeast("changesInFlightMax", changesInFlightMax, 1, "");
        requireAtLeast("bytesInFlightMax", bytesInFlightMax, 1, "");
        requireAtLeast("localTimeout", localTimeout.toMillis(), 1, "ms");
        requireAtLeast("closeTimeout", closeTimeout.toMillis(), 0, "ms");
    }

    /** 1,000 changes and 16 MiB in flight, 1 s for the cache, 30 s to close. */
    public static CacheSettings of(String cache) {
        return new CacheSettings(cache, 1_000, 16 << 20, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    /** The same with other limits of changes in flight. */
    public CacheSettings inFlight(int changesMax, int bytesMax) {
        return new CacheSettings(cache, changesMax, bytesMax, localTimeout, closeTimeout);
    }

    /** The same with other time limits. */
    public CacheSettings timeouts(Duration local, Duration close) {
        return new CacheSettings(cache, changesInFlightMax, bytesInFlightMax, local, close);
    }

    private static void requireAtLeast(String name, long value, long least, String unit) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + unit + " (expected: >= " + least + unit + ")");
        }
    }
}
