package io.walgateway.core.registry;

import io.walgateway.core.queue.QueueProvider;
import io.walgateway.core.target.TargetProvider;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The plugins that a process has.
 *
 * @param queues  by {@link QueueProvider#type()}
 * @param targets by {@link TargetProvider#type()}
 */
public record Plugins(Map<String, QueueProvider> queues, Map<String, TargetProvider> targets) {

    public Plugins {
        queues = Map.copyOf(queues);
        targets = Map.copyOf(targets);
    }

    /** All that stand on the class path. */
    public static Plugins installed() {
        return new Plugins(
                load(QueueProvider.class, QueueProvider::type), load(TargetProvider.class, TargetProvider::type));
    }

    public Optional<QueueProvider> queue(String type) {
        return Optional.ofNullable(queues.get(type));
    }

    public Optional<TargetProvider> target(String type) {
        return Optional.ofNullable(targets.get(type));
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
