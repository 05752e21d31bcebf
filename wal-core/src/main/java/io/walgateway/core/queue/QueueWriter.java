package io.walgateway.core.queue;

import java.util.concurrent.CompletionStage;

/**
 * Appends to one queue.
 *
 * <p>Safe for any number of threads. Entries of one key that are appended one after another by one thread lie in that
 * order. Never blocks, whatever state the queue is in. Writers are shared: whoever obtains one does not close it, its
 * {@link QueueClient} does.
 */
public interface QueueWriter {

    /**
     * Appends an entry.
     *
     * <p>The stage always completes normally, within the append time-out of the process settings, on a thread of the
     * queue's client: what is attached to it must not block. When the writer holds as many bytes in flight as it may, the
     * answer is {@link AppendResult.NotAppended} at once.
     */
    CompletionStage<AppendResult> append(QueueEntry entry);
}
