package io.walgateway.plugin.sqs;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The one sender of each cluster. */
final class ClusterSenders implements AutoCloseable {
    private final SqsSettings settings;
    private final InstantSource clock;
    private final Map<String, ClusterSender> senders = new ConcurrentHashMap<>();

    ClusterSenders(SqsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when the cluster's settings are wrong */
    ClusterSender of(String cluster) {
        return senders.computeIfAbsent(cluster, name -> new ClusterSender(settings, name, clock));
    }

    @Override
    public void close() {
        senders.values().forEach(ClusterSender::close);
    }
}
