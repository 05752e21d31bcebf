package io.walgateway.log.payload;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.text.Reasons;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Stores the chunks of one payload, a few at a time. Ends when all are stored, or when one has failed and those in
 * progress have ended.
 */
final class ChunkUpload {
    private static final int AT_ONCE = 4;

    private final DurableStorage storage;
    private final ClaimCheck claim;
    private final Bytes payload;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean failed;

    ChunkUpload(DurableStorage storage, ClaimCheck claim, Bytes payload) {
        this.storage = storage;
        this.claim = claim;
        this.payload = payload;
    }

    /** Completes exceptionally with {@link StorageUnavailableException}, once none of its puts is in progress. */
    CompletionStage<Void> run() {
        CompletableFuture<?>[] rows = Stream.generate(this::row)
                .limit(Math.min(AT_ONCE, claim.items()))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(rows)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(failure)));
    }

    /** Puts the next chunk, one after another. */
    private CompletableFuture<Void> row() {
        int number = next.getAndIncrement();
        if (failed || number >= claim.items()) {
            return CompletableFuture.completedFuture(null);
        }
        return put(number)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        failed = true;
                    }
                })
                .thenCompose(_ -> row())
                .toCompletableFuture();
    }

    private CompletionStage<Void> put(int number) {
        try {
            return storage.put(claim.key(), number, item(number), claim.expiry());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Bytes item(int number) {
        int from = number * DurableStorage.ITEM_BYTES_MAX;
        int to = Math.min(from + DurableStorage.ITEM_BYTES_MAX, payload.size());
        byte[] item = new byte[to - from];
        payload.asBuffer().get(from, item);
        return Bytes.wrap(item);
    }

    private static Throwable unavailable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof StorageUnavailableException
                ? cause
                : new StorageUnavailableException("durable storage failed: " + Reasons.of(cause), cause);
    }
}
