package io.walgateway.core.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kind of target. Found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters. */
public interface TargetProvider {

    /** The name by which documents and requests refer to it, in lower case: {@code kafka}. */
    String type();

    /**
     * Lists the errors in an address of this type, without input or output. Paths are JSON pointers into the
     * properties, such as {@code /topic}. Called for each document, and for each request that names a target: it must
     * be quick.
     */
    List<Violation> check(TargetAddress address);

    /**
     * The queue that an address names; empty if targets of this type are not queues. Without input or output. Called
     * for each request that names a target: it must be quick.
     *
     * @param address one in which {@link #check} finds no error
     * @param context what the plugin is given when it is opened
     */
    default Optional<QueueAddress> queue(TargetAddress address, PluginContext context) {
        return Optional.empty();
    }

    /**
     * The destinations for which one target of a document stands, each with a consumer group of its own. Most targets
     * stand for themselves. Without input or output.
     *
     * @param address one in which {@link #check} finds no error
     * @return by the suffix that tells them apart in names; empty text where there is only one
     */
    default Map<String, TargetAddress> expand(TargetAddress address) {
        return Map.of("", address);
    }

    /** True if an address stands for itself, so that messages can be delivered to it. */
    default boolean isSingle(TargetAddress address) {
        return expand(address).equals(Map.of("", address));
    }

    /**
     * How many deliveries of one queue are in progress at once, in one process, where a document does not say it: 1 to
     * 10,000. It limits the rate to that many for each time that a delivery takes.
     */
    default int concurrency() {
        return TargetConfig.DEFAULT_CONCURRENCY_MAX;
    }

    /**
     * Connects lazily: returns at once, even when no target is reachable.
     *
     * @throws IllegalArgumentException when the settings are not valid, with the setting's path in the message
     */
    TargetClient open(PluginContext context);
}
