package io.walgateway.plugin.cassandra.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.cassandra.cluster.Cluster;
import io.walgateway.plugin.cassandra.cluster.ClusterSettings;
import io.walgateway.plugin.cassandra.row.Schema;
import io.walgateway.plugin.cassandra.row.TableAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection for each cluster that is written to; a process that delivers nothing does not load the driver. */
public final class CassandraTargetClient implements TargetClient {
    private static final Duration REVIEW_PATIENCE = Duration.ofSeconds(2);

    private final PluginContext context;
    private final Map<String, Optional<Cluster>> clusters = new ConcurrentHashMap<>();

    public CassandraTargetClient(PluginContext context) {
        this.context = context;
    }

    @Override
    public Target target(TargetAddress address) {
        TableAddress table = TableAddress.of(address.properties());
        return attempt -> {
            Optional<Cluster> cluster = clusters.computeIfAbsent(table.cluster(), this::cluster);
            return cluster.isPresent()
                    ? new CassandraTarget(cluster.get(), table, context.clock()).deliver(attempt)
                    : new DeliveryOutcome.Rejected(
                            "cassandra.clusters." + table.cluster()
                                    + ".contact-points: absent (expected: host:port,host:port in the settings of this process)");
        };
    }

    @Override
    public String endpoint(TargetAddress address) {
        return ClusterSettings.TYPE + ":"
                + TableAddress.of(address.properties()).cluster();
    }

    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        TableAddress table = TableAddress.of(address.properties());
        Optional<Cluster> cluster = clusters.computeIfAbsent(table.cluster(), this::cluster);
        if (cluster.isEmpty()) {
            return unchecked(table, "this process has no contact points for it");
        }
        try {
            Schema schema = cluster.get()
                    .connection()
                    .get(REVIEW_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .schema();
            return schema.find(table).isPresent() || isThereNow(schema, table)
                    ? TargetReview.NOTHING
                    : TargetReview.warning(new Violation(
                            "/table",
                            table.table(),
                            "a table of the keyspace " + table.keyspace() + " in the Cassandra cluster "
                                    + table.cluster()
                                    + "; there is none of this name yet, and until there is, deliveries wait"));
        } catch (ExecutionException | TimeoutException e) {
            return unchecked(table, "no answer from " + cluster.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unchecked(table, "this process is ending");
        }
    }

    /** True if a fresh read finds the table: the driver learns of a new table a moment late. */
    private static boolean isThereNow(Schema schema, TableAddress table)
            throws ExecutionException, TimeoutException, InterruptedException {
        schema.afresh().get(REVIEW_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return schema.find(table).isPresent();
    }

    private static TargetReview unchecked(TableAddress table, String why) {
        return TargetReview.warning(new Violation(
                "/cluster", table.cluster(), "a cluster that can be asked for the table; it was not checked: " + why));
    }

    @Override
    public void close() {
        clusters.values().forEach(cluster -> cluster.ifPresent(Cluster::close));
    }

    private Optional<Cluster> cluster(String name) {
        return ClusterSettings.of(context, name)
                .map(settings -> new Cluster(settings, context.process() + "-" + name, context.clock()));
    }
}
