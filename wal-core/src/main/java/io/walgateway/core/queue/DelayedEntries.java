package io.walgateway.core.queue;

import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Cancels delayed entries. Safe for any number of threads. */
public interface DelayedEntries {

    /**
     * Cancels all delayed copies of a message. Copies that were already released are not affected. A copy whose due
     * time is more than a second after the answer {@link AppendResult.Appended} is not released. The answer does not
     * tell whether there was a copy. Never blocks; may be repeated.
     *
     * <p>The stage completes as that of {@link QueueWriter#append} does. After {@link AppendResult.NotAppended} or
     * {@link AppendResult.Unknown}, some of the copies may have been cancelled; asking again is safe.
     */
    CompletionStage<AppendResult> cancel(UUID id);
}
