package io.walgateway.core.message;

import java.time.Instant;
import java.util.List;

/**
 * Where a payload that is too large for its queue is stored.
 *
 * @param place   the durable storage that has it
 * @param key     under which it is stored, in items numbered from 0; a key of this message's append alone
 * @param bytes   its size, 1 to {@link #BYTES_MAX}
 * @param items   how many items it consists of, 1 to {@link #ITEMS_MAX}
 * @param crc32c  the checksum of the whole payload
 * @param expiry  when the storage forgets it
 * @param targets the names of the targets that have to settle it; it is removed once each of them has
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

    /** The prefix of all payload keys of a namespace. */
    public static String keyPrefix(String namespace) {
        return "claim/" + namespace + "/";
    }

    /**
     * The key under which each target stores an item when it has settled, numbered by its position among the targets.
     */
    public String settledKey() {
        return key + SETTLED;
    }
}
