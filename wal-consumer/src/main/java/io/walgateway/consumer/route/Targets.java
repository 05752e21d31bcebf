package io.walgateway.consumer.route;

import io.walgateway.consumer.batch.Batcher;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.core.replication.Passage;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.BatchTarget;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Departure;
import io.walgateway.core.target.Destination;
import io.walgateway.core.target.Target;
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
    private final Passage passage;
    private final Map<String, TargetClient> clients = new ConcurrentHashMap<>();
    private volatile QueueOwners owners = QueueOwners.UNKNOWN;

    /**
     * @param contexts the context of the plugin of a type
     * @param region   where this process runs; empty text: not named
     */
    public Targets(Plugins plugins, Function<String, PluginContext> contexts, String region) {
        this.plugins = plugins;
        this.contexts = contexts;
        this.passage = new Passage(region);
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
        TargetClient client = client(provider);
        Target target = gathering(client.target(address), contexts.apply(address.type()));
        return new Destination(
                RegionalTarget.of(address)
                        .<Target>map(regional ->
                                new CrossRegionTarget(passage, regional.region(), departure(regional), target))
                        .orElse(target),
                client.endpoint(address));
    }

    /** The kind of target in the other region says how messages leave for it. */
    private Departure departure(RegionalTarget regional) {
        return regional.apply()
                .flatMap(apply -> plugins.target(apply.type())
                        .filter(provider -> provider.check(apply).isEmpty())
                        .map(provider -> client(provider).departure(apply)))
                .orElse(Departure.UNCHANGED);
    }

    private static Target gathering(Target target, PluginContext context) {
        return target instanceof BatchTarget batches ? new Batcher(batches, context.clock()) : target;
    }

    private TargetClient client(TargetProvider provider) {
        return clients.computeIfAbsent(provider.type(), type -> provider.open(contexts.apply(type)));
    }

    @Override
    public void close() {
        clients.values().forEach(TargetClient::close);
    }
}
