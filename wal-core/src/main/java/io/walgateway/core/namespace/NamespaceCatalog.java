package io.walgateway.core.namespace;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The namespaces that a process serves, kept up to date. Safe for any number of threads; only {@link #close} blocks.
 */
public interface NamespaceCatalog extends AutoCloseable {

    /** The latest known configuration; returns at once. */
    Optional<NamespaceConfig> find(String name);

    /** All known namespaces, in no particular order. */
    Collection<NamespaceConfig> all();

    /**
     * True for a namespace that is being deleted: it accepts no writes, and is deleted once everything it holds is
     * delivered. Never waits.
     */
    default boolean isEnding(String name) {
        return false;
    }

    /** Completes when there are namespaces to serve: the source has answered once, or a last good copy was found. */
    CompletionStage<Void> ready();

    /**
     * Calls {@code onChange} after each change, on the catalog's own thread, one call at a time; one call may stand for
     * several changes. {@code onChange} must not throw and should be quick.
     */
    void listen(Runnable onChange);

    @Override
    void close();
}
