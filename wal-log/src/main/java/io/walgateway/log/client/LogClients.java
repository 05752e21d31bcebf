package io.walgateway.log.client;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.storage.DurableStorage;
import java.util.Optional;
import java.util.function.Function;

/**
 * The connections that appending needs; their owner closes them, after the appender.
 *
 * @param queues   by type; empty: there is no plugin for it
 * @param storages by configuration; empty: there is no plugin for it
 * @param standard the storage of namespaces that name none
 */
public record LogClients(
        Function<String, Optional<QueueClient>> queues,
        Function<DurableStorageConfig, Optional<DurableStorage>> storages,
        Optional<DurableStorageConfig> standard) {

    /** The clients of a process. */
    public static LogClients of(QueueClients queues, StorageClients storages) {
        return new LogClients(queues::client, storages::storage, storages.standard());
    }
}
