package io.walgateway.log.client;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.registry.Plugins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process's connections to queues: one client for each type that has a plugin. Safe for any number of threads. */
public final class QueueClients implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueueClients.class);

    private final Map<String, QueueClient> clients;

    private QueueClients(Map<String, QueueClient> clients) {
        this.clients = Map.copyOf(clients);
    }

    /**
     * Opens a client for each queue plugin; no client waits for a server.
     *
     * @param contexts what the plugin of this type is given
     * @throws IllegalArgumentException when a plugin's settings are not valid; nothing stays open then
     */
    public static QueueClients open(Plugins plugins, Function<String, PluginContext> contexts) {
        Map<String, QueueClient> opened = new HashMap<>();
        try {
            plugins.queues().forEach((type, provider) -> opened.put(type, provider.open(contexts.apply(type))));
        } catch (RuntimeException e) {
            new QueueClients(opened).close();
            throw e;
        }
        return new QueueClients(opened);
    }

    /** The client for a type of queue; empty if there is no plugin for it. */
    public Optional<QueueClient> client(String type) {
        return Optional.ofNullable(clients.get(type));
    }

    /** The types with a client, in alphabetical order. */
    public List<String> types() {
        return clients.keySet().stream().sorted().toList();
    }

    /** Closes all clients in parallel: each waits for its appends in flight. */
    @Override
    public void close() {
        List<Thread> closing = new ArrayList<>();
        clients.forEach((type, client) ->
                closing.add(Thread.ofVirtual().name("close-" + type).start(() -> close(type, client))));
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(String type, QueueClient client) {
        try {
            client.close();
        } catch (RuntimeException e) {
            log.warn("Expected the client of queue type {} to close, but it failed", type, e);
        }
    }
}
