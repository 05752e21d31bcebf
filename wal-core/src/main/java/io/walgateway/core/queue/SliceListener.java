package io.walgateway.core.queue;

import java.util.Set;

/**
 * Receives the slices that a reader gains and loses. Called on the thread that polls, from within
 * {@link QueueReader#poll}.
 */
public interface SliceListener {

    /** These slices are held from now on; their entries follow. */
    void assigned(Set<Slice> slices);

    /**
     * These slices are about to be given up. Returns when none of their leases is held, or when the listener's patience
     * ends. Leases settled before it returns are acknowledged.
     */
    void revoked(Set<Slice> slices);

    /** These slices are already lost, and others may hold them; their leases can no longer be acknowledged. */
    void lost(Set<Slice> slices);
}
