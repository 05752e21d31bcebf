package io.walgateway.core.storage;

import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps numbered items under a key, each until it is deleted or expires.
 *
 * <p>Safe for any number of threads. Nothing here blocks; stages complete within the request time-out of the process
 * settings, on a thread of the storage's client, so what is attached to them must not block. They complete exceptionally
 * with {@link StorageUnavailableException} when the storage is away; then it is not known whether a change was made.
 *
 * <p>A reader sees every change that was completed before it began.
 */
public interface DurableStorage {

    /** Largest content of one item: less than the 400 KB that DynamoDB allows for a whole one. */
    int ITEM_BYTES_MAX = 256 << 10;

    /** Longest key, in bytes of UTF-8. */
    int KEY_BYTES_MAX = 512;

    /**
     * Stores an item; durable when the stage completes. One that exists under the same key and number is replaced.
     *
     * @param key     1 to {@value #KEY_BYTES_MAX} bytes in UTF-8
     * @param number  0 or more
     * @param content at most {@value #ITEM_BYTES_MAX} bytes
     * @param expiry  when it may be forgotten, to the second; it is not visible much longer
     */
    CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry);

    /** The content; empty: there is none, or it has expired. */
    CompletionStage<Optional<Bytes>> get(String key, int number);

    /** The numbers that are there under a key, ascending. */
    CompletionStage<List<Integer>> numbers(String key);

    /** Deletes all items under a key; durable when the stage completes. */
    CompletionStage<Void> delete(String key);
}
