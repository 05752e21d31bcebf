package io.walgateway.core.queue;

import java.util.concurrent.CompletionStage;

/**
 * Appends to one queue.
 *
 * <p>Safe for any number of threads. Entries of one key that one thread appends one after another are stored in that
 * order. Never blocks, whatever the state of the queue. Writers are shared: callers do not close them, their
 * {@link QueueClient} does.
 */
public interface QueueWriter {

    /**
     * Appends an entry.
     *
     * <p>The stage always completes normally, within the append time-out of the process settings, on a thread of the
     * queue's client: actions attached to it must not block. When the writer's bytes in flight have reached their
     * limit, the answer is {@link AppendResult.NotAppended} at once.
     */
    CompletionStage<AppendResult> append(QueueEntry entry);
}
