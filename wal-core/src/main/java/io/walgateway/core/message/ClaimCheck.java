package io.walgateway.core.message;

import java.time.Instant;
import java.util.List;

/**
 * Where a payload lies that is too large for its queue.
 *
 * @param place   the durable storage that has it
 * @param key     under which it lies there, in items numbered from 0; a key of this message's append alone
 * @param bytes   its size, 1 to {@link #BYTES_MAX}
 * @param items   how many items it is made of, 1 to {@link #ITEMS_MAX}
 * @param crc32c  the checksum of all of it
 * @param expiry  when the storage forgets it
 * @param targets the names of those whose settlements it waits for; when each has settled, it is removed
 */
public record ClaimCheck(
        Place place, String key, int bytes, int items, int crc32c, Instant expiry, List<String> targets) {
    /** Largest payload. */
    public static final int BYTES_MAX = 64 << 20;
    /** Most items. */
    public static final int ITEMS_MAX = 4096;

    private static final String SETTLED = "/settled";

    /**
     * One durable storage, as the namespace named it when the message was appended.
     *
     * @param type      the vendor, in lower case
     * @param namespace the storage's own name for the place
     * @param shard     the storage's own deployment; empty: its default
     */
    public record Place(String type, String namespace, String shard) {
        @Override
        public String toString() {
            return type + " " + namespace + (shard.isEmpty() ? "" : " in " + shard);
        }
    }

    public ClaimCheck {
        targets = List.copyOf(targets);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key: empty (expected: the key of the payload)");
        }
        if (bytes < 1 || bytes > BYTES_MAX) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 to " + BYTES_MAX + ")");
        }
        if (items < 1 || items > ITEMS_MAX) {
            throw new IllegalArgumentException("items: " + items + " (expected: 1 to " + ITEMS_MAX + ")");
        }
    }

    /** What all keys of a namespace's payloads begin with. */
    public static String keyPrefix(String namespace) {
        return "claim/" + namespace + "/";
    }

    /** The key under which each target leaves an item when it has settled, numbered by its place among the targets. */
    public String settledKey() {
        return key + SETTLED;
    }
}
