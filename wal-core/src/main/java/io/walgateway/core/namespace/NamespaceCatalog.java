package io.walgateway.core.namespace;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The namespaces that a process serves, kept up to date. Safe for any number of threads; only {@link #close} blocks.
 */
public interface NamespaceCatalog extends AutoCloseable {

    /** The configuration as last known; an answer never waits. */
    Optional<NamespaceConfig> find(String name);

    /** All that are known, in no particular order. */
    Collection<NamespaceConfig> all();

    /**
     * True for a namespace that is deleted as soon as all it holds is delivered: it takes no writes, and what it holds is
     * delivered. Never waits.
     */
    default boolean isEnding(String name) {
        return false;
    }

    /** Completes when there is something to serve from: the source has answered once, or a last good copy was found. */
    CompletionStage<Void> ready();

    /**
     * Calls {@code onChange} after each change, on the catalog's own thread, one call at a time; several changes may be
     * told in one call. It must not throw, and should be quick.
     */
    void listen(Runnable onChange);

    @Override
    void close();
}
