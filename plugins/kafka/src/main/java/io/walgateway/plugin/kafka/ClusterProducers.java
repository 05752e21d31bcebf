package io.walgateway.plugin.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The producers of one client, one for each cluster, made when they are first asked for. */
final class ClusterProducers implements AutoCloseable {
    private final KafkaSettings settings;
    private final String clientId;
    private final Map<String, ClusterProducer> producers = new ConcurrentHashMap<>();

    ClusterProducers(KafkaSettings settings, String clientId) {
        this.settings = settings;
        this.clientId = clientId;
    }

    /** @throws IllegalArgumentException when the process knows no addresses for this name */
    ClusterProducer of(String cluster) {
        return producers.computeIfAbsent(
                cluster, name -> new ClusterProducer(settings.cluster(name), clientId + "-" + name));
    }

    /** All at once, so that clusters which are away do not add up. */
    @Override
    public void close() {
        var closing = producers.values().stream()
                .map(producer -> Thread.ofVirtual().start(producer::close))
                .toList();
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
