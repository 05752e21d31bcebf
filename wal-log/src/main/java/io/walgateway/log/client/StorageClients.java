package io.walgateway.log.client;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's connections to durable storage: one client for each type that has a plugin. Safe for any number of
 * threads.
 */
public final class StorageClients implements AutoCloseable {
    /** For a process without durable storage. */
    public static final StorageClients NONE = new StorageClients(Map.of(), Optional.empty());

    private static final Logger log = LoggerFactory.getLogger(StorageClients.class);

    private final Map<String, DurableStorageClient> clients;
    private final Optional<DurableStorageConfig> standard;

    private StorageClients(Map<String, DurableStorageClient> clients, Optional<DurableStorageConfig> standard) {
        this.clients = Map.copyOf(clients);
        this.standard = standard;
    }

    /** As below, with no storage for namespaces that name none. */
    public static StorageClients open(Plugins plugins, Function<String, PluginContext> contexts) {
        return open(plugins, contexts, Optional.empty());
    }

    /**
     * Opens a client for each plugin; no client waits for a server.
     *
     * @param contexts what the plugin of this type is given
     * @param standard the storage of namespaces that name none
     * @throws IllegalArgumentException when a plugin's settings are not valid; nothing stays open then
     */
    public static StorageClients open(
            Plugins plugins, Function<String, PluginContext> contexts, Optional<DurableStorageConfig> standard) {
        Map<String, DurableStorageClient> opened = new HashMap<>();
        try {
            plugins.storages().forEach((type, provider) -> opened.put(type, provider.open(contexts.apply(type))));
        } catch (RuntimeException e) {
            new StorageClients(opened, standard).close();
            throw e;
        }
        return new StorageClients(opened, standard);
    }

    /** The storage of namespaces that name none; empty if they have none. */
    public Optional<DurableStorageConfig> standard() {
        return standard;
    }

    /** The storage of this configuration; empty if there is no plugin for it. */
    public Optional<DurableStorage> storage(DurableStorageConfig config) {
        return Optional.ofNullable(clients.get(config.type())).map(client -> client.storage(config));
    }

    /** The storage that a claim names; empty if there is no plugin for it. */
    public Optional<DurableStorage> storage(ClaimCheck.Place place) {
        return storage(new DurableStorageConfig(place.type(), place.namespace(), place.shard()));
    }

    /** Why this process can never reach a place; empty if it may be able to. */
    public Optional<String> obstacle(ClaimCheck.Place place) {
        DurableStorageClient client = clients.get(place.type());
        if (client == null) {
            return Optional.of("durable storage type " + place.type() + " has no plugin here (expected: one of "
                    + new TreeSet<>(clients.keySet()) + ")");
        }
        return client.isKnown(new DurableStorageConfig(place.type(), place.namespace(), place.shard()))
                ? Optional.empty()
                : Optional.of("durable storage " + place + ": not in the settings of this process");
    }

    @Override
    public void close() {
        clients.forEach((type, client) -> {
            try {
                client.close();
            } catch (RuntimeException e) {
                log.warn("Expected the client of durable storage type {} to close, but it failed", type, e);
            }
        });
    }
}
