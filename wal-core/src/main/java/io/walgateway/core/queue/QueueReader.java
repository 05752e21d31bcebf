package io.walgateway.core.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Reads a queue for one group, at least once: a lease that was not acknowledged comes again, to this reader after a
 * restart or to another one of the group.
 *
 * <p>One thread calls {@link #poll} and {@link #close}; the other methods may be called on any thread, and do not block.
 */
public interface QueueReader extends AutoCloseable {

    /**
     * Returns entries as soon as there are some, else nothing after {@code wait}; also carries out what the other methods
     * asked for. Must be called at least every few seconds, even while paused, or the slices go to others.
     *
     * <p>An outage is not an error: nothing comes while it lasts, and reading goes on by itself when it is over.
     *
     * @throws RuntimeException on what trying again cannot mend; the reader is to be closed then
     */
    List<Lease> poll(Duration wait);

    /**
     * This lease is settled: once stored, it does not come again. Leases may be acknowledged in any order. Ignored for
     * slices that the reader does not hold any more.
     */
    void acknowledge(Lease lease);

    /**
     * Stores how often delivery of this lease has failed, so that the count is in {@link Lease#attempts} should it come
     * again. The stage completes when that is durable, exceptionally when the slice is no longer held.
     */
    CompletionStage<Void> recordAttempts(Lease lease, int attempts);

    /**
     * Whether {@link #recordAttempts} outlasts a crash. Where it does not, a failed message goes back to the queue with
     * its count in the record.
     */
    boolean remembersAttempts();

    /** No more entries until {@link #resume}; what is held stays held. */
    void pause();

    void resume();

    /** Entries appended and not yet acknowledged, as last seen; -1 when unknown. */
    long lag();

    /** Makes a poll that waits return at once. */
    void wakeup();

    /** Gives up all slices, as {@link SliceListener#revoked} tells, and stores what was acknowledged. */
    @Override
    void close();
}
