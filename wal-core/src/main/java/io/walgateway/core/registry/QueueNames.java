package io.walgateway.core.registry;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueAddress;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.core.replication.RegionalTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the queues that namespaces occupy, and the queues that are their targets. A queue, with every queue derived
 * from it, belongs to one namespace. Pure: asks only the plugins, without input or output. Safe for any number of
 * threads.
 */
public final class QueueNames {
    private final Plugins plugins;
    private final Function<String, PluginContext> contexts;

    /** @param contexts what the plugin of this type is given when it is opened */
    public QueueNames(Plugins plugins, Function<String, PluginContext> contexts) {
        this.plugins = plugins;
        this.contexts = contexts;
    }

    /** All queues that a namespace occupies, including those it has left that may still hold something. */
    public Set<QueueAddress> of(NamespaceConfig namespace) {
        Set<ConsumerGroup> groups = ConsumerGroup.of(namespace);
        Set<QueueAddress> taken = new LinkedHashSet<>();
        Stream.concat(
                        namespace.queues().stream(),
                        namespace.earlier().stream().flatMap(generation -> generation.queues().stream()))
                .forEach(queue -> taken.addAll(of(queue, groups)));
        return taken;
    }

    /** The queues of one configuration, their dead-letter queues, and all queues derived from them for these groups. */
    public Set<QueueAddress> of(QueueConfig queue, Set<ConsumerGroup> groups) {
        Set<QueueAddress> taken = logs(queue, groups);
        queue.deadLetterNames().forEach(name -> taken.add(address(queue, name)));
        return taken;
    }

    /** The targets of a namespace that are queues, by the target's name. */
    public Map<String, QueueAddress> targets(NamespaceConfig namespace) {
        Map<String, QueueAddress> targets = new LinkedHashMap<>();
        for (TargetConfig target : namespace.targets()) {
            target(target.address()).ifPresent(queue -> targets.put(target.name(), queue));
        }
        return targets;
    }

    /**
     * The queue that an address names, here or, by the same name, in another region; empty if it names none. A
     * namespace has its queues in all regions.
     */
    public Optional<QueueAddress> target(TargetAddress address) {
        TargetAddress applied =
                RegionalTarget.of(address).flatMap(RegionalTarget::apply).orElse(address);
        return plugins.target(applied.type())
                .filter(provider ->
                        applied.equals(address) || provider.check(applied).isEmpty())
                .flatMap(provider -> provider.queue(applied, contexts.apply(applied.type())));
    }

    /** True if its servers reserve the queue for themselves. */
    public boolean isReserved(QueueAddress queue) {
        return plugins.queue(queue.type())
                .filter(provider -> provider.isReserved(queue.name()))
                .isPresent();
    }

    /** The errors in a namespace's queues and targets, judged without other namespaces; empty if there are none. */
    public List<String> contradictions(NamespaceConfig namespace) {
        List<String> found = new ArrayList<>();
        Set<QueueAddress> logs = new HashSet<>();
        Set<QueueAddress> deadLetters = new LinkedHashSet<>();
        Set<ConsumerGroup> groups = ConsumerGroup.of(namespace);
        for (QueueConfig queue : each(namespace)) {
            logs(queue, groups).stream()
                    .filter(address -> !logs.add(address))
                    .forEach(address -> found.add(address + " is needed for two queues of this namespace"));
            queue.names().stream()
                    .map(name -> address(queue, name))
                    .filter(this::isReserved)
                    .forEach(address -> found.add(address + " is kept by its servers for themselves"));
            queue.deadLetterNames().forEach(name -> deadLetters.add(address(queue, name)));
        }
        for (QueueAddress address : deadLetters) {
            if (logs.contains(address) || isReserved(address)) {
                found.add(address + " cannot be a dead-letter queue: it is needed for something else");
            }
        }
        Set<QueueAddress> own = of(namespace);
        targets(namespace).forEach((name, address) -> {
            if (own.contains(address)) {
                found.add("target " + name + " is " + address + ", a queue of this namespace");
            } else if (isReserved(address)) {
                found.add("target " + name + " is " + address + ", which its servers keep for themselves");
            }
        });
        return found;
    }

    private static List<QueueConfig> each(NamespaceConfig namespace) {
        return namespace.queues().stream()
                .flatMap(queue -> queue.each().stream())
                .toList();
    }

    private Set<QueueAddress> logs(QueueConfig queue, Set<ConsumerGroup> groups) {
        Set<String> names = plugins.queue(queue.type())
                .map(provider -> provider.names(queue, groups))
                .orElseGet(() -> Set.copyOf(queue.names()));
        Set<QueueAddress> addresses = new LinkedHashSet<>();
        names.forEach(name -> addresses.add(address(queue, name)));
        return addresses;
    }

    private QueueAddress address(QueueConfig queue, String name) {
        Optional<QueueProvider> provider = plugins.queue(queue.type());
        String servers = provider.map(known -> known.servers(queue.cluster(), contexts.apply(queue.type())))
                .orElse(queue.cluster());
        return new QueueAddress(queue.type(), servers, name);
    }
}
