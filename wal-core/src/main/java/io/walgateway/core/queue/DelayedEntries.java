package io.walgateway.core.queue;

import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** What a queue holds back until it is due, for whoever changes his mind. Safe for any number of threads. */
public interface DelayedEntries {

    /**
     * Takes back all copies of a message that are held back. What has come out already is not affected. A copy whose due
     * time is more than a second after the answer {@link AppendResult.Appended} does not come out. Whether there was any
     * is not known when this is answered. Never blocks; may be repeated.
     *
     * <p>The stage completes as that of {@link QueueWriter#append} does. {@link AppendResult.NotAppended} and
     * {@link AppendResult.Unknown}: a part of the copies may have been taken back; asking again is right.
     */
    CompletionStage<AppendResult> cancel(UUID id);
}
