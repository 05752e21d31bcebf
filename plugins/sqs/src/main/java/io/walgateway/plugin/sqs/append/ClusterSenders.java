package io.walgateway.plugin.sqs.append;

import io.walgateway.plugin.sqs.cluster.SqsSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The one sender of each cluster. */
public final class ClusterSenders implements AutoCloseable {
    private final SqsSettings settings;
    private final InstantSource clock;
    private final Map<String, ClusterSender> senders = new ConcurrentHashMap<>();

    public ClusterSenders(SqsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Returns the sender of a cluster, created on first use.
     *
     * @throws IllegalArgumentException when the cluster's settings are wrong
     */
    public ClusterSender of(String cluster) {
        return senders.computeIfAbsent(cluster, name -> new ClusterSender(settings, name, clock));
    }

    @Override
    public void close() {
        senders.values().forEach(ClusterSender::close);
    }
}
