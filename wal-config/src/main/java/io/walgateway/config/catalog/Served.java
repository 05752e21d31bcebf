package io.walgateway.config.catalog;

import io.walgateway.core.namespace.NamespaceConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The namespaces of a catalog as its users see them. Written by one thread, read by any. */
final class Served {
    private static final Logger LOG = LoggerFactory.getLogger(Served.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile Map<String, NamespaceConfig> byName = Map.of();
    private volatile Set<String> ending = Set.of();

    Map<String, NamespaceConfig> byName() {
        return byName;
    }

    boolean isEnding(String name) {
        return ending.contains(name);
    }

    CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    void listen(Runnable onChange) {
        listeners.add(onChange);
    }

    /** As below, with no namespace ending. */
    void serve(Map<String, NamespaceConfig> namespaces) {
        serve(namespaces, Set.of());
    }

    /** Serves these namespaces from now on. Calls the listeners if the namespaces differ from before. */
    void serve(Map<String, NamespaceConfig> namespaces, Set<String> endingNames) {
        ending = Set.copyOf(endingNames);
        boolean changed = !byName.equals(namespaces);
        byName = Map.copyOf(namespaces);
        ready.complete(null);
        if (changed) {
            listeners.forEach(Served::tell);
        }
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Expected a listener to take a change of namespaces, but it threw");
        }
    }
}
