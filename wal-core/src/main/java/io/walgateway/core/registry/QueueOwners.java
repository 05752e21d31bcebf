package io.walgateway.core.registry;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which namespace owns each queue, for all namespaces that a process knows. Immutable. */
public final class QueueOwners {
    /** No owner is known. */
    public static final QueueOwners UNKNOWN = new QueueOwners(
            new QueueNames(
                    new Plugins(Map.of(), Map.of()),
                    type -> new PluginContext(Map.of(), InstantSource.fixed(Instant.EPOCH), type)),
            List.of());

    /** What an address must be that has no {@link #obstacle}. */
    public static final String EXPECTATION =
            "a target that is no queue of a namespace; a target of type wal writes to a namespace";

    private final QueueNames names;
    private final Map<QueueAddress, String> owners = new HashMap<>();

    public QueueOwners(QueueNames names, Collection<NamespaceConfig> namespaces) {
        this.names = names;
        namespaces.forEach(
                namespace -> names.of(namespace).forEach(queue -> owners.putIfAbsent(queue, namespace.name())));
    }

    /** Why nothing may be delivered to an address; empty if it is not known to be a namespace's queue. */
    public Optional<String> obstacle(TargetAddress address) {
        return names.target(address).flatMap(queue -> {
            String owner = owners.get(queue);
            if (owner != null) {
                return Optional.of("a queue of namespace " + owner);
            }
            return names.isReserved(queue)
                    ? Optional.of("a queue that its servers keep for themselves")
                    : Optional.empty();
        });
    }
}
