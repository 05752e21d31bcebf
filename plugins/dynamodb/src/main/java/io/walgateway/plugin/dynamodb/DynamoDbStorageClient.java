package io.walgateway.plugin.dynamodb;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection for each deployment that is written to; a process that stores nothing does not load the SDK. */
final class DynamoDbStorageClient implements DurableStorageClient {
    private static final Duration PROVISION_PATIENCE = Duration.ofSeconds(60);

    private final PluginContext context;
    private final Map<String, Requests> deployments = new ConcurrentHashMap<>();
    private final Map<DurableStorageConfig, DurableStorage> storages = new ConcurrentHashMap<>();

    DynamoDbStorageClient(PluginContext context) {
        this.context = context;
    }

    @Override
    public DurableStorage storage(DurableStorageConfig config) {
        return storages.computeIfAbsent(
                config, _ -> new DynamoDbStorage(requests(config), table(config), context.clock()));
    }

    /** The standard deployment needs no settings: the SDK finds it by itself. */
    @Override
    public boolean isKnown(DurableStorageConfig config) {
        return config.shard().isEmpty()
                || context.settings().keySet().stream()
                        .anyMatch(key ->
                                key.startsWith("clusters." + config.shard() + ".") || key.startsWith("clusters.*."));
    }

    @Override
    public void provision(DurableStorageConfig config) {
        try {
            requests(config)
                    .make(PROVISION_PATIENCE, call -> new TablePlan(table(config)).carryOut(call))
                    .get(PROVISION_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StorageUnavailableException away && !Requests.isRefusal(away)
                    ? away
                    : new IllegalArgumentException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new StorageUnavailableException("no answer within " + Durations.format(PROVISION_PATIENCE), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted", e);
        }
    }

    @Override
    public void close() {
        deployments.values().forEach(Requests::close);
    }

    private Requests requests(DurableStorageConfig config) {
        String cluster = config.shard().isEmpty() ? "default" : config.shard();
        return deployments.computeIfAbsent(cluster, name -> new Requests(name, ClusterSettings.of(context, name)));
    }

    private static String table(DurableStorageConfig config) {
        return "wal_" + config.namespace();
    }
}
