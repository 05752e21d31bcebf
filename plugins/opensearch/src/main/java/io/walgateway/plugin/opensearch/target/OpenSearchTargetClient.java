package io.walgateway.plugin.opensearch.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.opensearch.address.IndexAddress;
import io.walgateway.plugin.opensearch.cluster.Cluster;
import io.walgateway.plugin.opensearch.cluster.ClusterSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Shared connections for each cluster that is written to. */
public final class OpenSearchTargetClient implements TargetClient {
    private static final String EXPECTED = "http://host:port in the settings of this process";

    private final PluginContext context;
    private final Map<String, Optional<Connected>> clusters = new ConcurrentHashMap<>();

    public OpenSearchTargetClient(PluginContext context) {
        this.context = context;
    }

    /** A cluster, and what is known of its indexes. */
    private record Connected(Cluster cluster, IndexPresence presence) {}

    @Override
    public Target target(TargetAddress address) {
        IndexAddress read = IndexAddress.of(address.properties());
        Optional<Connected> there = cluster(read);
        if (there.isEmpty()) {
            return _ -> new DeliveryOutcome.Rejected(ClusterSettings.TYPE + ".clusters." + read.cluster()
                    + ".addresses: absent (expected: " + EXPECTED + ")");
        }
        return new BulkTarget(read, there.get().cluster(), there.get().presence(), context.clock());
    }

    /** The index is part of it: a block of one index is none of another. */
    @Override
    public String endpoint(TargetAddress address) {
        IndexAddress read = IndexAddress.of(address.properties());
        return ClusterSettings.TYPE + ":" + read.cluster() + "/"
                + address.properties().get("index");
    }

    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        IndexAddress read = IndexAddress.of(address.properties());
        Optional<Connected> there = cluster(read);
        if (there.isEmpty()) {
            return TargetReview.warning(new Violation("/cluster", read.cluster(), EXPECTED));
        }
        return new IndexReview(there.get().cluster(), context.clock()).of(read, ageMax);
    }

    @Override
    public void close() {
        clusters.values()
                .forEach(there -> there.ifPresent(each -> each.cluster().close()));
    }

    private Optional<Connected> cluster(IndexAddress address) {
        return clusters.computeIfAbsent(
                address.cluster(),
                name -> ClusterSettings.of(context, name)
                        .map(settings -> new Cluster(name, settings, context.clock()))
                        .map(cluster -> new Connected(cluster, new IndexPresence(cluster, context.clock()))));
    }
}
