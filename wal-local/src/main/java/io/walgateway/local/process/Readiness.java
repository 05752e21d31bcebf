package io.walgateway.local.process;

import java.io.IOException;

/** Tells whether a started process serves yet. */
@FunctionalInterface
public interface Readiness {

    /**
     * Called repeatedly while the process lives, on the starting thread; must return within a second or so.
     *
     * @throws IOException means not yet, just as {@code false} does
     */
    boolean serves(long pid) throws IOException;
}
