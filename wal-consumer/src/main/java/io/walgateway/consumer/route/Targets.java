package io.walgateway.consumer.route;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The process's connections to targets of all kinds, opened when first needed. Safe for any number of threads. */
public final class Targets implements AutoCloseable {
    private final Plugins plugins;
    private final Function<String, PluginContext> contexts;
    private final Map<String, TargetClient> clients = new ConcurrentHashMap<>();
    private volatile QueueOwners owners = QueueOwners.UNKNOWN;

    /** @param contexts the context of the plugin of a type */
    public Targets(Plugins plugins, Function<String, PluginContext> contexts) {
        this.plugins = plugins;
        this.contexts = contexts;
    }

    /** Sets the current owners of the queues. */
    public void know(QueueOwners known) {
        owners = known;
    }

    /**
     * Like {@link #at}, for an address that a message names. Delivers nothing into a queue of a namespace, where a bare
     * payload is not a record. Servers refuse such a write, but records also come from elsewhere, and queues may get
     * owners later.
     */
    Destination requested(TargetAddress address) {
        Destination there = at(address);
        return new Destination(
                attempt -> {
                    Optional<String> obstacle = owners.obstacle(address);
                    return obstacle.isPresent()
                            ? new DeliveryOutcome.Rejected(
                                    "target: " + obstacle.get() + " (expected: " + QueueOwners.EXPECTATION + ")")
                            : there.target().deliver(attempt);
                },
                there.endpoint());
    }

    /** The destination at an address; it rejects all messages where the address is of no use here. */
    public Destination at(TargetAddress address) {
        TargetProvider provider = plugins.targets().get(address.type());
        if (provider == null) {
            return Destination.rejectingAll("target type " + address.type() + " has no plugin here (expected: one of "
                    + String.join(
                            ", ", plugins.targets().keySet().stream().sorted().toList()) + ")");
        }
        List<Violation> violations = provider.check(address);
        if (!violations.isEmpty()) {
            return Destination.rejectingAll(
                    violations.stream().map(Violation::toString).collect(Collectors.joining("; ", "target ", "")));
        }
        TargetClient client = clients.computeIfAbsent(address.type(), type -> provider.open(contexts.apply(type)));
        return new Destination(client.target(address), client.endpoint(address));
    }

    @Override
    public void close() {
        clients.values().forEach(TargetClient::close);
    }
}
