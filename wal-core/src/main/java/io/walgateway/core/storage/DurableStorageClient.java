package io.walgateway.core.storage;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;

/** One process's connection to durable storage of one kind. Safe for any number of threads. */
public interface DurableStorageClient extends AutoCloseable {

    /**
     * The storage of this configuration; the same one each time. Never blocks. It is not closed itself; its client is.
     */
    DurableStorage storage(DurableStorageConfig config);

    /**
     * False if this process's settings name no such deployment, so that nothing there is ever reachable from here.
     * Without input or output.
     */
    default boolean isKnown(DurableStorageConfig config) {
        return true;
    }

    /**
     * Ensures that everything the storage needs exists (a table, for example). Whatever exists is left as it is.
     * Blocks; may be repeated.
     *
     * @throws StorageUnavailableException when the storage cannot be reached
     * @throws IllegalArgumentException when its servers refuse, with their reason
     */
    void provision(DurableStorageConfig config);

    @Override
    void close();
}
