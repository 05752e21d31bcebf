package io.walgateway.core.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Reads a queue for one group, at least once: a lease that was not acknowledged is delivered again, to this reader
 * after a restart or to another reader of the group.
 *
 * <p>One thread calls {@link #poll} and {@link #close}; the other methods may be called on any thread, and do not
 * block.
 */
public interface QueueReader extends AutoCloseable {

    /**
     * Returns entries as soon as there are any, or none after {@code wait}; also carries out what the other methods
     * asked for. Call it at least every few seconds, even while paused, or the slices go to other readers.
     *
     * <p>An outage is not an error: no entries arrive while it lasts, and reading resumes by itself afterwards.
     *
     * @throws RuntimeException on an error that retrying cannot fix; the reader must then be closed
     */
    List<Lease> poll(Duration wait);

    /**
     * Settles this lease: once that is stored, it is not delivered again. Leases may be acknowledged in any order.
     * Ignored for slices that the reader no longer holds.
     */
    void acknowledge(Lease lease);

    /**
     * Stores how often delivery of this lease has failed, so that {@link Lease#attempts} contains the count if it is
     * delivered again. The stage completes when the count is durable, and exceptionally if the slice is no longer held.
     */
    CompletionStage<Void> recordAttempts(Lease lease, int attempts);

    /**
     * True if the counts of {@link #recordAttempts} survive a crash. If they do not, a failed message goes back to the
     * queue with its count in the record.
     */
    boolean remembersAttempts();

    /** Stops new entries until {@link #resume}; leases that are held stay held. */
    void pause();

    void resume();

    /** Entries appended and not yet acknowledged, as last seen; -1 when unknown. */
    long lag();

    /** Makes a waiting poll return at once. */
    void wakeup();

    /** Gives up all slices, as {@link SliceListener#revoked} describes, and stores all acknowledgements. */
    @Override
    void close();
}
