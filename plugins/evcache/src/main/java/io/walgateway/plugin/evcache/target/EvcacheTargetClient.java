package io.walgateway.plugin.evcache.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Departure;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.evcache.address.EvcacheAddress;
import io.walgateway.plugin.evcache.connection.CacheCluster;
import io.walgateway.plugin.evcache.connection.Connector;
import io.walgateway.plugin.evcache.settings.ClusterSettings;
import io.walgateway.plugin.evcache.settings.EvcacheSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Delivers to the clusters of the settings; a process that delivers nothing makes no threads and no connections. */
public final class EvcacheTargetClient implements TargetClient {
    private final EvcacheSettings settings;
    private final InstantSource clock;
    private final Map<String, CacheCluster> clusters = new HashMap<>();
    private final Lock lock = new ReentrantLock();
    private @Nullable Connector connector;
    private volatile boolean closed;

    public EvcacheTargetClient(EvcacheSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Target target(TargetAddress address) {
        EvcacheAddress read = EvcacheAddress.of(address.properties());
        ClusterSettings cluster = settings.clusters().get(read.cluster());
        if (cluster == null) {
            String why = EvcacheSettings.TYPE + ".clusters." + read.cluster()
                    + ".zones: absent (expected: zones in the settings of this process)";
            return _ -> new DeliveryOutcome.Absent(why);
        }
        Optional<Integer> needed = read.zones().of(cluster.zones().size());
        if (needed.isEmpty()) {
            String why = tooFewZones(read, cluster).toString();
            return _ -> new DeliveryOutcome.Rejected(why);
        }
        return attempt ->
                closed ? ending() : new EvcacheTarget(read, connected(cluster), needed.get(), clock).deliver(attempt);
    }

    @Override
    public Departure departure(TargetAddress address) {
        EvcacheAddress read = EvcacheAddress.of(address.properties());
        return new CacheDeparture(
                read,
                () -> Optional.ofNullable(settings.clusters().get(read.cluster()))
                        .map(this::connected),
                clock);
    }

    @Override
    public String endpoint(TargetAddress address) {
        return EvcacheSettings.TYPE + ":"
                + EvcacheAddress.of(address.properties()).cluster();
    }

    /** Refuses more zones than the cluster has, and warns of a cluster or of zones that cannot be reached from here. */
    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        EvcacheAddress read = EvcacheAddress.of(address.properties());
        ClusterSettings cluster = settings.clusters().get(read.cluster());
        if (cluster == null) {
            return warning(read, "a cluster with zones in the settings of the consumers; this process has none for it");
        }
        Optional<Integer> needed = read.zones().of(cluster.zones().size());
        if (needed.isEmpty()) {
            return new TargetReview(List.of(tooFewZones(read, cluster)), List.of());
        }
        try {
            List<String> away = new ZoneReview(connected(cluster)).away();
            return cluster.zones().size() - away.size() >= needed.get()
                    ? TargetReview.NOTHING
                    : warning(
                            read,
                            "a cluster of which zones: " + read.zones()
                                    + " can be reached; from here, no node answers in " + String.join(", ", away));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return warning(read, "a cluster that can be reached; this process is ending");
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (connector != null) {
                connector.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private CacheCluster connected(ClusterSettings cluster) {
        lock.lock();
        try {
            Connector shared = connector == null ? new Connector(settings, clock) : connector;
            connector = shared;
            return clusters.computeIfAbsent(cluster.name(), _ -> new CacheCluster(cluster, shared));
        } finally {
            lock.unlock();
        }
    }

    private static DeliveryOutcome ending() {
        return new DeliveryOutcome.Unavailable("this process is ending");
    }

    private static Violation tooFewZones(EvcacheAddress address, ClusterSettings cluster) {
        return new Violation(
                "/zones",
                address.zones().toString(),
                "at least one and no more zones than cluster " + cluster.name() + " has: "
                        + cluster.zones().size());
    }

    private static TargetReview warning(EvcacheAddress address, String expectation) {
        return TargetReview.warning(new Violation("/cluster", address.cluster(), expectation));
    }
}
