package io.walgateway.core.queue;

import java.util.Set;

/** Told which slices a reader holds. Called on the thread that polls, from within {@link QueueReader#poll}. */
public interface SliceListener {

    /** These slices are held from now on; their entries follow. */
    void assigned(Set<Slice> slices);

    /**
     * These slices are about to be given up: returns when none of their leases is in hand any more, or when the
     * listener's patience is at its end. What is settled before it returns is acknowledged.
     */
    void revoked(Set<Slice> slices);

    /** These slices are gone already, and others may hold them; nothing of them can be acknowledged any more. */
    void lost(Set<Slice> slices);
}
