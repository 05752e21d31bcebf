package io.walgateway.core.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import java.util.List;
import java.util.Set;

/** A kind of queue. Found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters. */
public interface QueueProvider {

    /**
     * The name by which namespace documents refer to it ({@code physical_storage.type}), in lower case: {@code kafka}.
     */
    String type();

    /**
     * Lists the errors in a queue's configuration, without input or output. Paths are JSON pointers relative to the
     * {@code config} object. Called for each document that is stored or loaded.
     */
    List<Violation> check(QueueConfig queue);

    /**
     * The capabilities of a queue; documents that ask for more are refused. Without input or output.
     *
     * @param queue with one name or several; the answer holds for all of them
     */
    default QueueCapabilities capabilities(QueueConfig queue) {
        return QueueCapabilities.ALL;
    }

    /** The name of a queue's dead-letter queue if the document gives none. */
    default String deadLetterName(String queue) {
        return queue + "-dlq";
    }

    /**
     * The names of all queues that a configuration occupies on its servers, except its dead-letter queues: the queues
     * it names, and those derived from them. Without input or output.
     *
     * @param groups the groups that read it
     */
    default Set<String> names(QueueConfig queue, Set<ConsumerGroup> groups) {
        return Set.copyOf(queue.names());
    }

    /**
     * True for names that the servers, or this plugin's processes on them, reserve for themselves: no queue of a
     * namespace and no target may have one. Without input or output.
     */
    default boolean isReserved(String name) {
        return false;
    }

    /**
     * Tells servers apart: two cluster names with the same text lead to the same servers, as far as the settings show.
     * Without input or output.
     *
     * @param context what the plugin is given when it is opened
     */
    default String servers(String cluster, PluginContext context) {
        return cluster;
    }

    /**
     * Connects lazily: returns at once, even when no server is reachable.
     *
     * @throws IllegalArgumentException when the settings are not valid, with the setting's path in the message
     */
    QueueClient open(PluginContext context);
}
