package io.walgateway.log.append;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.log.client.LogClients;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where each namespace appends, worked out again after a change. Safe for any number of threads. */
final class AppendRoutes implements AutoCloseable {
    private final Plugins plugins;
    private final LogClients clients;
    private final InstantSource clock;
    private final DeadlineTimer timer = new DeadlineTimer();
    private final Map<String, AppendRoute> byNamespace = new ConcurrentHashMap<>();

    AppendRoutes(Plugins plugins, LogClients clients, InstantSource clock) {
        this.plugins = plugins;
        this.clients = clients;
        this.clock = clock;
    }

    AppendRoute of(NamespaceConfig namespace) {
        AppendRoute route = byNamespace.get(namespace.name());
        if (route == null || !route.namespace().equals(namespace)) {
            route = AppendRoute.of(namespace, plugins, clients, clock, timer);
            byNamespace.put(namespace.name(), route);
        }
        return route;
    }

    /** Forgets all other namespaces. */
    void retain(Set<String> namespaces) {
        byNamespace.keySet().retainAll(namespaces);
    }

    DeadlineTimer timer() {
        return timer;
    }

    /** Stops the timer. */
    @Override
    public void close() {
        timer.close();
    }
}
