package io.walgateway.producer;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where each namespace appends, worked out anew when it has changed. Safe for any number of threads. */
final class Routes implements AutoCloseable {
    private final Plugins plugins;
    private final AppendClients clients;
    private final InstantSource clock;
    private final AnswerTimer patience = new AnswerTimer();
    private final Map<String, Route> byNamespace = new ConcurrentHashMap<>();

    Routes(Plugins plugins, AppendClients clients, InstantSource clock) {
        this.plugins = plugins;
        this.clients = clients;
        this.clock = clock;
    }

    Route of(NamespaceConfig namespace) {
        Route route = byNamespace.get(namespace.name());
        if (route == null || !route.namespace().equals(namespace)) {
            route = Route.of(namespace, plugins, clients, clock, patience);
            byNamespace.put(namespace.name(), route);
        }
        return route;
    }

    /** Forgets the namespaces that are not among these. */
    void retain(Set<String> namespaces) {
        byNamespace.keySet().retainAll(namespaces);
    }

    AnswerTimer patience() {
        return patience;
    }

    /** Ends the timer. */
    @Override
    public void close() {
        patience.close();
    }
}
