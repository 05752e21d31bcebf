package io.walgateway.core.storage;

import io.walgateway.core.message.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps numbered items under a key, each until it is deleted or expires.
 *
 * <p>Safe for any number of threads. No method blocks. Stages complete on a thread of the storage's client, so actions
 * attached to them must not block. They complete within the request time-out of the process settings, except a
 * deletion, which takes as many requests as there are items to delete. They complete exceptionally only with
 * {@link StorageUnavailableException}: the storage is away, does not answer in time, is asked for too much at once, or
 * refuses. It is then unknown whether a change was made.
 *
 * <p>A reader sees every change that completed before the read began. Every method throws
 * {@link IllegalArgumentException} at once when an argument is out of bounds.
 */
public interface DurableStorage {

    /** Largest content of one item: less than the 400 KB that DynamoDB allows for an entire item. */
    int ITEM_BYTES_MAX = 256 << 10;

    /** Largest contents that one call stores together; a mutation of Cassandra has half of a commit log segment at most. */
    int TOGETHER_BYTES_MAX = 1 << 20;

    /** Longest key, in bytes of UTF-8. */
    int KEY_BYTES_MAX = 512;

    /**
     * Stores an item; durable when the stage completes. An item that exists under the same key and number is replaced.
     *
     * @param key     1 to {@value #KEY_BYTES_MAX} bytes in UTF-8
     * @param number  0 or more
     * @param content at most {@value #ITEM_BYTES_MAX} bytes
     * @param expiry  when it is forgotten: it is visible at least until then, if the clocks agree, and at most two
     *                seconds longer. At least a second from now; more than 20 years from now counts as 20 years.
     *                Nothing is stored when it is later than {@link #latestExpiry}
     */
    CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry);

    /**
     * The latest time until which an item can be kept, as far as is known here; an item that would have to be kept
     * longer is refused before anything is stored. Empty: there is no limit, or it is not known yet. Once known, it
     * does not change.
     */
    default Optional<Instant> latestExpiry() {
        return Optional.empty();
    }

    /**
     * Stores an item unless there is one; durable when the stage completes. Of several calls at once, one stores. The
     * bounds are those of {@link #put}.
     *
     * <p>An item that was stored by this method is only changed by {@link #replace} and {@link #remove}, and by
     * {@link #delete} of its whole key: never by {@code put}.
     *
     * @return empty if this call stored the item; otherwise the content that was there, which stays, with its expiry
     */
    CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry);

    /**
     * Stores items of one key that do not exist, where the storage can store several by one request for less than each
     * would cost; the bounds and rules are those of {@link #putIfAbsent}. A storage that cannot stores none.
     *
     * @param contents by number; at most {@value #TOGETHER_BYTES_MAX} bytes in all
     * @return the numbers of the items that this call stored. Each of the others exists, or was not tried:
     *     {@code putIfAbsent} tells
     */
    default CompletionStage<Set<Integer>> putAllIfAbsent(String key, Map<Integer, Bytes> contents, Instant expiry) {
        return CompletableFuture.completedStage(Set.of());
    }

    /**
     * Replaces the content of an item that {@link #putIfAbsent} stored, and its expiry, if its content is the expected
     * one; durable when the stage completes. Of several calls with the same expectation at once, one replaces.
     *
     * @return true if the item now has this content; false if it had neither the expected content nor this one, or does
     *     not exist: nothing was changed then
     */
    CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry);

    /**
     * Stores numbers without contents, which {@link #numbers} lists; durable when the stage completes. Such a key has
     * nothing else, and whether {@link #get} finds an empty content there is not defined. The bounds are those of
     * {@link #put}.
     */
    default CompletionStage<Void> note(String key, Set<Integer> numbers, Instant expiry) {
        return CompletableFuture.allOf(numbers.stream()
                .map(number -> put(key, number, Bytes.EMPTY, expiry).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Deletes all numbers under a key that only {@link #note} stored; as {@link #delete} otherwise. */
    default CompletionStage<Void> forget(String key) {
        return delete(key);
    }

    /**
     * Deletes one item, if there is one; durable when the stage completes. An item that {@link #putIfAbsent} stored may
     * be stored again by it; one that {@code put} stored must not be.
     */
    CompletionStage<Void> remove(String key, int number);

    /** The content; empty if there is none or it has expired. */
    CompletionStage<Optional<Bytes>> get(String key, int number);

    /** The numbers that exist under a key, ascending; they may include items whose contents are still being put. */
    CompletionStage<List<Integer>> numbers(String key);

    /** Deletes all items under a key; durable when the stage completes. A key must not be used again afterwards. */
    CompletionStage<Void> delete(String key);

    /** For implementations. */
    static void requireKey(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > KEY_BYTES_MAX) {
            throw new IllegalArgumentException("key: " + bytes + " bytes (expected: 1 to " + KEY_BYTES_MAX + ")");
        }
    }

    /** For implementations. */
    static void requireNumber(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 0)");
        }
    }

    /** For implementations. */
    static void requireContent(Bytes content) {
        if (content.size() > ITEM_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "content: " + content + " (expected: at most " + ITEM_BYTES_MAX + " bytes)");
        }
    }

    /** For implementations: the numbers and contents of items that are stored together. */
    static void requireContents(Map<Integer, Bytes> contents) {
        long bytes = 0;
        for (Map.Entry<Integer, Bytes> item : contents.entrySet()) {
            requireNumber(item.getKey());
            requireContent(item.getValue());
            bytes += item.getValue().size();
        }
        if (bytes > TOGETHER_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "contents: " + bytes + " bytes (expected: at most " + TOGETHER_BYTES_MAX + " bytes together)");
        }
    }
}
