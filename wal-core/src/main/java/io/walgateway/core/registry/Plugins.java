package io.walgateway.core.registry;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.core.storage.DurableStorageProvider;
import io.walgateway.core.target.TargetProvider;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugins that a process has.
 *
 * @param queues   by {@link QueueProvider#type()}
 * @param targets  by {@link TargetProvider#type()}
 * @param storages by {@link DurableStorageProvider#type()}
 */
public record Plugins(
        Map<String, QueueProvider> queues,
        Map<String, TargetProvider> targets,
        Map<String, DurableStorageProvider> storages) {

    public Plugins {
        queues = Map.copyOf(queues);
        targets = Map.copyOf(targets);
        storages = Map.copyOf(storages);
    }

    /** Without durable storage. */
    public Plugins(Map<String, QueueProvider> queues, Map<String, TargetProvider> targets) {
        this(queues, targets, Map.of());
    }

    /** All plugins on the class path. */
    public static Plugins installed() {
        return new Plugins(
                load(QueueProvider.class, QueueProvider::type),
                load(TargetProvider.class, TargetProvider::type),
                load(DurableStorageProvider.class, DurableStorageProvider::type));
    }

    public Optional<QueueProvider> queue(String type) {
        return Optional.ofNullable(queues.get(type));
    }

    public Optional<TargetProvider> target(String type) {
        return Optional.ofNullable(targets.get(type));
    }

    public Optional<DurableStorageProvider> storage(String type) {
        return Optional.ofNullable(storages.get(type));
    }

    /** The types of all plugins; each type prefixes the process settings of its plugin. */
    public Set<String> types() {
        return Stream.of(queues, targets, storages)
                .flatMap(plugins -> plugins.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Opens each plugin and closes it again, which finds errors in its settings. No plugin waits for a server.
     *
     * @param contexts what the plugin of this type is given
     * @throws IllegalArgumentException when a plugin refuses its settings
     */
    public void check(Function<String, PluginContext> contexts) {
        queues.forEach((type, provider) -> provider.open(contexts.apply(type)).close());
        targets.forEach((type, provider) -> provider.open(contexts.apply(type)).close());
        storages.forEach((type, provider) -> provider.open(contexts.apply(type)).close());
    }

    private static <P> Map<String, P> load(Class<P> port, Function<P, String> type) {
        Map<String, P> found = new TreeMap<>();
        for (P provider : ServiceLoader.load(port)) {
            P other = found.put(type.apply(provider), provider);
            if (other != null) {
                throw new IllegalStateException("Expected one plugin for " + port.getSimpleName() + " "
                        + type.apply(provider) + ", but found " + other + " and " + provider);
            }
        }
        return found;
    }
}
