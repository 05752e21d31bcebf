package io.walgateway.plugin.cassandra;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One connection for each cluster that something is delivered to; whoever delivers nothing does not load the driver. */
final class CassandraTargetClient implements TargetClient {
    private final PluginContext context;
    private final Map<String, Optional<Cluster>> clusters = new ConcurrentHashMap<>();

    CassandraTargetClient(PluginContext context) {
        this.context = context;
    }

    @Override
    public Target target(TargetAddress address) {
        TableAddress table = TableAddress.of(address.properties());
        return attempt -> {
            Optional<Cluster> cluster = clusters.computeIfAbsent(table.cluster(), this::cluster);
            return cluster.isPresent()
                    ? new RowDelivery(cluster.get(), table, context.clock()).deliver(attempt)
                    : new DeliveryOutcome.Rejected(
                            "cassandra.clusters." + table.cluster()
                                    + ".contact-points: absent (expected: host:port,host:port in the settings of this process)");
        };
    }

    @Override
    public String endpoint(TargetAddress address) {
        return CassandraTargetProvider.TYPE + ":"
                + TableAddress.of(address.properties()).cluster();
    }

    @Override
    public void close() {
        clusters.values().forEach(cluster -> cluster.ifPresent(Cluster::close));
    }

    private Optional<Cluster> cluster(String name) {
        return ClusterSettings.of(context, name).map(settings -> new Cluster(settings, context.process() + "-" + name));
    }
}
