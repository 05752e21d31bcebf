package io.walgateway.controlplane.deletion;

import io.walgateway.controlplane.revision.Signature;

/** The dead letters of a namespace that are neither redriven nor discarded. */
public interface OpenLetters {

    /** The number of open letters that have been imported so far. */
    long count(String namespace);

    /** Starts to discard them. Returns at once, and may be called again while that is under way. */
    void discard(String namespace, Signature by);
}
