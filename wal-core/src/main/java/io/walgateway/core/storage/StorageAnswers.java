package io.walgateway.core.storage;

import io.walgateway.core.plugin.AnswerWait;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Waits for durable storage, for code that blocks. */
public final class StorageAnswers {
    private StorageAnswers() {}

    /**
     * The answer of durable storage.
     *
     * @param patience how long the thread waits, as {@link AnswerWait#get} does
     * @throws StorageUnavailableException when there is none in time, or the request failed
     * @throws InterruptedException        when the thread is interrupted meanwhile
     */
    public static <T> T await(CompletionStage<T> stage, Duration patience) throws InterruptedException {
        try {
            return AnswerWait.get(stage.toCompletableFuture(), patience);
        } catch (TimeoutException e) {
            throw new StorageUnavailableException("no answer in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StorageUnavailableException away
                    ? away
                    : new StorageUnavailableException("it failed", e.getCause());
        }
    }
}
