package io.walgateway.core.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import java.util.List;
import java.util.Set;

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
     * Which wishes of a namespace a queue can fulfil; documents that ask for others are refused. Without input or output.
     *
     * @param queue with one name or several; true of all of them
     */
    default QueueCapabilities capabilities(QueueConfig queue) {
        return QueueCapabilities.ALL;
    }

    /** What the dead-letter queue of a queue is called where the document does not name it. */
    default String deadLetterName(String queue) {
        return queue + "-dlq";
    }

    /**
     * The names of all queues that a configuration takes on its servers, but for its dead-letter queues: those that it
     * names, and those that are derived from them. Without input or output.
     *
     * @param groups the groups that read it
     */
    default Set<String> names(QueueConfig queue, Set<ConsumerGroup> groups) {
        return Set.copyOf(queue.names());
    }

    /**
     * True for names of queues that the servers, or what runs on them for this plugin, keep for themselves: no namespace
     * takes one, and none is a target. Without input or output.
     */
    default boolean isReserved(String name) {
        return false;
    }

    /**
     * Tells servers apart: two names of clusters for which this is the same text lead to the same servers, as far as the
     * settings say. Without input or output.
     *
     * @param context what the plugin is given when it is opened
     */
    default String servers(String cluster, PluginContext context) {
        return cluster;
    }

    /**
     * Connects lazily: returns at once, also when no server is reachable.
     *
     * @throws IllegalArgumentException when the settings are not valid, with the setting's path in the message
     */
    QueueClient open(PluginContext context);
}
