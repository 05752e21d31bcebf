package io.walgateway.consumer.set;

import io.walgateway.core.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for durable storage. */
final class StorageCalls {
    private StorageCalls() {}

    /**
     * The answer.
     *
     * @throws StorageUnavailableException when there is none in time
     */
    static <T> T await(CompletionStage<T> stage, Duration patience) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StorageUnavailableException("no answer in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StorageUnavailableException away
                    ? away
                    : new StorageUnavailableException("it failed", e.getCause());
        }
    }
}
