package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.registry.Plugins;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes a namespace's queues and the positions of its consumer groups, through the plugins that are here. Done before a
 * revision is stored, so that whatever is appended from then on is read by every group.
 */
public final class Provisioner implements AutoCloseable {

    private final Map<String, QueueClient> clients = new TreeMap<>();

    /**
     * Connects lazily.
     *
     * @param contexts what each type of plugin is given
     * @throws IllegalArgumentException when a plugin does not take its settings
     */
    public Provisioner(Plugins plugins, Function<String, PluginContext> contexts) {
        plugins.queues().forEach((type, provider) -> clients.put(type, provider.open(contexts.apply(type))));
    }

    /** What speaks to queues of this type; empty: there is no plugin for it. */
    public Optional<QueueClient> client(String type) {
        return Optional.ofNullable(clients.get(type));
    }

    /**
     * Returns when everything is there; queues without a plugin are left out.
     *
     * @throws RefusedException when a queue cannot be reached, or its servers do not take the configuration
     */
    void provision(NamespaceConfig namespace) {
        for (QueueConfig queue : namespace.queues()) {
            QueueClient client = clients.get(queue.type());
            if (client != null) {
                provision(client, queue, namespace);
            }
        }
    }

    private static void provision(QueueClient client, QueueConfig queue, NamespaceConfig namespace) {
        String queues = queue.type() + " " + String.join(", ", queue.names());
        try {
            client.provision(queue, ConsumerGroup.of(namespace));
        } catch (QueueUnavailableException e) {
            throw new RefusedException(new Refusal.QueueAway(queues, String.valueOf(e.getMessage())), e);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new Refusal.QueueRefused(queues, String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(QueueClient::close);
    }
}
