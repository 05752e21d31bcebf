package io.walgateway.core.storage;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;

/** One process's connection to durable storage of one kind. Safe for any number of threads. */
public interface DurableStorageClient extends AutoCloseable {

    /** The storage of this configuration; the same one each time. Never blocks; it is not closed, its client is. */
    DurableStorage storage(DurableStorageConfig config);

    /**
     * False where the settings of this process name no such deployment, so that nothing there can ever be reached from here.
     * Without input or output.
     */
    default boolean isKnown(DurableStorageConfig config) {
        return true;
    }

    /**
     * Makes sure that what the storage needs is there (a table, say). What exists is left as it is. Blocks; may be
     * repeated.
     *
     * @throws StorageUnavailableException when the storage cannot be reached
     * @throws IllegalArgumentException    when its servers refuse, with their reason
     */
    void provision(DurableStorageConfig config);

    @Override
    void close();
}
