package io.walgateway.plugin.cassandra;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import io.walgateway.plugin.cassandra.cluster.ClusterSettings;
import io.walgateway.plugin.cassandra.storage.CassandraStorageClient;
import java.util.List;

/**
 * Durable storage in Cassandra: two tables in one keyspace of each cluster, shared by all storage namespaces. The shard
 * of the configuration is the cluster's name in the settings.
 */
public final class CassandraStorageProvider implements DurableStorageProvider {

    @Override
    public String type() {
        return ClusterSettings.TYPE;
    }

    @Override
    public List<Violation> check(DurableStorageConfig config) {
        return List.of();
    }

    @Override
    public DurableStorageClient open(PluginContext context) {
        ClusterSettings.checkAll(context.settings());
        return new CassandraStorageClient(context);
    }
}
