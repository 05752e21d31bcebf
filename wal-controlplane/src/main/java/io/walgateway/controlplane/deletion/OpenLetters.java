package io.walgateway.controlplane.deletion;

import io.walgateway.controlplane.revision.Signature;

/** The dead letters of a namespace that are neither redriven nor discarded. */
public interface OpenLetters {

    /** How many there are, as far as they are imported. */
    long count(String namespace);

    /** Sees that they are discarded; returns at once, and may be called again while that goes on. */
    void discard(String namespace, Signature by);
}
