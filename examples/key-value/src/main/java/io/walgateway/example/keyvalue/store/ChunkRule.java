package io.walgateway.example.keyvalue.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * When the chunks of a value may be removed. A value that a later item has replaced can never become visible again. One
 * that no item names may still be completed, as when the gateway delivers its chunks and waits between two of them.
 */
final class ChunkRule {
    /** Readers that began with the item before are done, and so is a request that stages the chunks. */
    static final Duration REPLACED_KEPT = Duration.ofHours(1);
    /** As long as the gateway remembers a mutation set. */
    static final Duration UNFINISHED_KEPT = Duration.ofDays(30);
    /** A value whose first chunk is older is not completed: its chunks might be removed at that moment. */
    static final Duration COMPLETED_WITHIN = Duration.ofDays(29);

    private ChunkRule() {}

    /**
     * Whether chunks are kept.
     *
     * @param version the version that the chunks belong to: its write time, and a token
     * @param age     the time since the last chunk was staged
     * @param item    what is there now
     */
    static boolean isKept(String version, Duration age, Optional<StoredRow> item) {
        if (item.isPresent() && item.get().item().getStaged().getVersion().equals(version)) {
            return true;
        }
        boolean replaced = item.isPresent() && item.get().micros() > micros(version);
        return age.compareTo(replaced ? REPLACED_KEPT : UNFINISHED_KEPT) < 0;
    }

    /** The latest time at which a chunk of a version that may be removed was written. */
    static long writtenBefore(long sinceMicros) {
        return sinceMicros + TimeUnit.HOURS.toMicros(1) - 1;
    }

    private static long micros(String version) {
        return Long.parseLong(version.substring(0, version.indexOf('-')));
    }
}
