package io.walgateway.core.storage;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import java.util.List;

/**
 * A kind of durable storage. Found by {@link java.util.ServiceLoader}, so it has a public constructor without
 * parameters.
 */
public interface DurableStorageProvider {

    /**
     * The name by which namespace documents refer to it ({@code durable_storage.type}), in lower case:
     * {@code cassandra}.
     */
    String type();

    /**
     * Lists the errors in a configuration, without input or output. Paths are JSON pointers relative to the
     * {@code durable_storage} object.
     */
    List<Violation> check(DurableStorageConfig config);

    /**
     * Connects lazily: returns at once, even when no server is reachable.
     *
     * @throws IllegalArgumentException when the settings are not valid, with the setting's path in the message
     */
    DurableStorageClient open(PluginContext context);
}
