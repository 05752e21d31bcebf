package io.walgateway.example.keyvalue.request;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.proto.kv.v1.Item;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a put may contain.
 *
 * @param itemBytesMax the largest value
 */
public record ItemRules(long itemBytesMax) {
    public static final int ITEMS_MAX = 1_000;
    /** Values of this size and more are stored in chunks. */
    public static final int WHOLE_BYTES_MAX = 1 << 20;

    public static final int CHUNKS_MAX = 1_024;
    static final int METADATA_ENTRIES_MAX = 16;
    static final int METADATA_BYTES_MAX = 4 << 10;
    private static final int METADATA_NAME_CHARS_MAX = 100;
    private static final long SECONDS_MAX = 253_402_300_799L;
    private static final int NANOS_MAX = 999_999_999;

    /** Refuses what is out of bounds. */
    public void require(List<Item> items) {
        if (items.isEmpty() || items.size() > ITEMS_MAX) {
            throw Refusals.invalid("items", items.size() + " items", "1 to " + ITEMS_MAX);
        }
        Set<ByteString> keys = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String field = "items[" + i + "]";
            Names.requireKey(field + ".key", item.getKey());
            if (!keys.add(item.getKey())) {
                throw Refusals.invalid(field + ".key", "a key that is there twice", "each key once");
            }
            require(field, item);
        }
    }

    private void require(String field, Item item) {
        long bytesMax = item.hasChunk() ? WHOLE_BYTES_MAX : itemBytesMax;
        if (item.getValue().size() > bytesMax) {
            throw Refusals.invalid(
                    field + ".value",
                    item.getValue().size() + " bytes",
                    "at most " + bytesMax + " bytes" + (item.hasChunk() ? " in a chunk" : ""));
        }
        requireMetadata(field + ".metadata", item.getMetadataMap());
        requireTime(field + ".expire_time", item.getExpireTime());
        if (item.hasChunk()) {
            int total = item.getChunk().getTotal();
            int number = item.getChunk().getNumber();
            if (total < 1 || total > CHUNKS_MAX || number < 0 || number >= total) {
                throw Refusals.invalid(
                        field + ".chunk",
                        Integer.toUnsignedString(number) + " of " + Integer.toUnsignedString(total),
                        "a number below the total, which is 1 to " + CHUNKS_MAX);
            }
        }
    }

    private static void requireTime(String field, Timestamp time) {
        if (time.getSeconds() < 0
                || time.getSeconds() > SECONDS_MAX
                || time.getNanos() < 0
                || time.getNanos() > NANOS_MAX) {
            throw Refusals.invalid(
                    field, time.getSeconds() + " s and " + time.getNanos() + " ns since 1970", "a time after 1970");
        }
    }

    private static void requireMetadata(String field, Map<String, String> metadata) {
        int bytes = metadata.entrySet().stream()
                .mapToInt(entry -> entry.getKey().getBytes(StandardCharsets.UTF_8).length
                        + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (metadata.size() > METADATA_ENTRIES_MAX || bytes > METADATA_BYTES_MAX) {
            throw Refusals.invalid(
                    field,
                    metadata.size() + " entries, " + bytes + " bytes",
                    "at most " + METADATA_ENTRIES_MAX + " entries and " + METADATA_BYTES_MAX + " bytes");
        }
        for (String name : metadata.keySet()) {
            if (name.isEmpty() || name.length() > METADATA_NAME_CHARS_MAX) {
                throw Refusals.invalid(field, name, "names of 1 to " + METADATA_NAME_CHARS_MAX + " characters");
            }
        }
    }
}
