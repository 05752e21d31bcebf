package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.region.Region;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueRefusedException;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Creates a namespace's queues, the positions of its consumer groups and its durable storage in one region, through the
 * plugins that are installed here. This is done before a revision is stored, so that every group reads whatever is
 * appended from then on.
 *
 * <p>Where a method throws {@link QueueUnavailableException}, its message names the region.
 */
public final class Provisioner implements AutoCloseable {

    private final Region region;
    private final Map<String, QueueClient> clients = new TreeMap<>();
    private final Map<String, DurableStorageClient> storages = new TreeMap<>();
    private final TargetReviews targets;

    /**
     * Connects lazily.
     *
     * @throws IllegalArgumentException when a plugin rejects its settings
     */
    public Provisioner(Plugins plugins, Region region) {
        this.region = region;
        plugins.queues()
                .forEach((type, provider) ->
                        clients.put(type, provider.open(region.contexts().apply(type))));
        plugins.storages()
                .forEach((type, provider) ->
                        storages.put(type, provider.open(region.contexts().apply(type))));
        targets = new TargetReviews(plugins, region.contexts());
    }

    /** The region; empty text: the only one, which needs no name. */
    public String region() {
        return region.name();
    }

    /** A queue as users see it, such as {@code kafka orders in eu-west-1}. */
    public String name(QueueConfig queue) {
        return region.naming(queue.type() + " " + String.join(", ", queue.names()));
    }

    /** The client for queues of this type; empty: there is no plugin for it. */
    public Optional<QueueClient> client(String type) {
        return Optional.ofNullable(clients.get(type));
    }

    /** Reviews the targets of a document. */
    TargetReviews.Found review(Document document) {
        return targets.of(document);
    }

    /**
     * Probes the servers of all queues, so that an outage is reported within seconds and not after the time-outs of all
     * provisioning calls. Servers that do not answer are probed a second time: the first contact of a process that was
     * just started is its slowest.
     *
     * @throws RefusedException when any of them is away
     */
    void requireThere(NamespaceConfig namespace) {
        for (QueueConfig queue : namespace.queues()) {
            QueueClient client = clients.get(queue.type());
            if (client != null) {
                requireThere(client, queue);
            }
        }
    }

    private void requireThere(QueueClient client, QueueConfig queue) {
        try {
            client.admin().probe(queue);
        } catch (QueueUnavailableException first) {
            requireAnswer(client, queue);
        }
    }

    private void requireAnswer(QueueClient client, QueueConfig queue) {
        try {
            client.admin().probe(queue);
        } catch (QueueUnavailableException e) {
            throw new RefusedException(new Refusal.QueueAway(name(queue), Reasons.of(e)), e);
        }
    }

    /**
     * Returns when queues and storage exist; those without a plugin are skipped.
     *
     * @throws RefusedException when a queue or the storage cannot be reached, or its servers reject the configuration
     */
    void provision(NamespaceConfig namespace) {
        for (int i = 0; i < namespace.queues().size(); i++) {
            QueueConfig queue = namespace.queues().get(i);
            QueueClient client = clients.get(queue.type());
            if (client != null) {
                provision(client, queue, namespace, "/persistence_configurations/persistence_configuration/" + i);
            }
        }
        namespace
                .durableStorage()
                .filter(storage -> storages.containsKey(storage.type()))
                .ifPresent(this::provision);
    }

    /** As above, for durable storage alone. */
    void provision(DurableStorageConfig storage) {
        String name = name(storage);
        try {
            Objects.requireNonNull(storages.get(storage.type())).provision(storage);
        } catch (StorageUnavailableException e) {
            throw new RefusedException(new Refusal.StorageAway(name, Reasons.of(e)), e);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new Refusal.StorageRefused(name, Reasons.of(e)), e);
        }
    }

    /** A storage as users see it. */
    public String name(DurableStorageConfig storage) {
        return region.naming("durable storage " + storage.type() + " " + storage.namespace());
    }

    /**
     * Gives the groups of the present namespace a position in queues that it has left, too: a new group reads nothing
     * there from before its position.
     */
    void provisionGroups(NamespaceConfig earlier, NamespaceConfig now) {
        for (QueueConfig queue : earlier.queues()) {
            QueueClient client = clients.get(queue.type());
            if (client != null) {
                provision(client, asItIs(queue), now, "");
            }
        }
    }

    /** A left queue may have grown since, so the settings that the earlier document asked for do not matter now. */
    private static QueueConfig asItIs(QueueConfig queue) {
        Map<String, String> settings = new HashMap<>(queue.settings());
        settings.remove("partitions");
        return new QueueConfig(queue.type(), queue.cluster(), queue.names(), queue.deadLetterNames(), settings);
    }

    /** The storage of this configuration; empty: there is no plugin for it here. */
    public Optional<DurableStorage> storage(DurableStorageConfig config) {
        return Optional.ofNullable(storages.get(config.type())).map(client -> client.storage(config));
    }

    /** The end of a queue, see {@link QueueAdmin#end}; empty: there is no plugin for such queues here. */
    Optional<String> end(QueueConfig queue) {
        return Optional.ofNullable(clients.get(queue.type()))
                .map(client -> here(() -> client.admin().end(queue)));
    }

    /** See {@link QueueAdmin#isSettled}; false where there is no plugin. */
    boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end) {
        QueueClient client = clients.get(queue.type());
        return client != null && here(() -> client.admin().isSettled(queue, groups, end));
    }

    /** See {@link QueueAdmin#pending}; empty: there is no plugin for such queues here. */
    Optional<DelayedCounts> pending(QueueConfig queue, Set<ConsumerGroup> groups) {
        return Optional.ofNullable(clients.get(queue.type()))
                .map(client -> here(() -> client.admin().pending(queue, groups)));
    }

    /** See {@link QueueAdmin#content}; empty: there is no plugin for such queues here. */
    public Optional<QueueContent> content(QueueConfig queue, Set<ConsumerGroup> groups) {
        return Optional.ofNullable(clients.get(queue.type()))
                .map(client -> here(() -> client.admin().content(queue, groups)));
    }

    /** See {@link QueueAdmin#discard}; zero where there is no plugin. */
    public Duration discard(QueueConfig queue, Set<ConsumerGroup> groups) {
        QueueClient client = clients.get(queue.type());
        return client == null ? Duration.ZERO : here(() -> client.admin().discard(queue, groups));
    }

    private void provision(QueueClient client, QueueConfig queue, NamespaceConfig namespace, String pointer) {
        String queues = name(queue);
        try {
            client.admin().provision(queue, ConsumerGroup.of(namespace));
        } catch (QueueUnavailableException e) {
            throw new RefusedException(new Refusal.QueueAway(queues, Reasons.of(e)), e);
        } catch (QueueRefusedException e) {
            Violation wrong = e.violation();
            throw new RefusedException(
                    new Refusal.Invalid(List.of(Flaw.of(
                            pointer + "/config" + wrong.path(), region.naming(wrong.value()), wrong.expectation()))),
                    e);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new Refusal.QueueRefused(queues, Reasons.of(e)), e);
        }
    }

    private <T> T here(Supplier<T> call) {
        try {
            return call.get();
        } catch (QueueUnavailableException e) {
            throw region.name().isEmpty() ? e : new QueueUnavailableException(region.naming(Reasons.of(e)), e);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(QueueClient::close);
        storages.values().forEach(DurableStorageClient::close);
        targets.close();
    }
}
