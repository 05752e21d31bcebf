package io.walgateway.core.queue;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import java.util.List;

/** A kind of queue. Found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters. */
public interface QueueProvider {

    /** The name under which namespace documents ask for it ({@code physical_storage.type}), in lower case: {@code kafka}. */
    String type();

    /**
     * Says what is wrong with a queue's configuration, without input or output. Paths are JSON pointers relative to the
     * {@code config} object. Called for each document that is stored or loaded.
     */
    List<Violation> check(QueueConfig queue);

    /**
     * Connects lazily: returns at once, also when no server is reachable.
     *
     * @throws IllegalArgumentException when the settings are not valid, with the setting's path in the message
     */
    QueueClient open(PluginContext context);
}
