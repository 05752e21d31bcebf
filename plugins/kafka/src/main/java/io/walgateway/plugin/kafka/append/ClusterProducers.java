package io.walgateway.plugin.kafka.append;

import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The producers of one client: at most two for each cluster, each created on first use. */
public final class ClusterProducers implements AutoCloseable {
    private final KafkaSettings settings;
    private final String clientId;
    private final Map<String, ClusterProducer> producers = new ConcurrentHashMap<>();
    private final Map<String, ClusterProducer> oneByOne = new ConcurrentHashMap<>();

    public ClusterProducers(KafkaSettings settings, String clientId) {
        this.settings = settings;
        this.clientId = clientId;
    }

    /**
     * Returns the producer of a cluster, created on first use.
     *
     * @throws IllegalArgumentException when the process knows no addresses for this name
     */
    public ClusterProducer of(String cluster) {
        return producers.computeIfAbsent(
                cluster, name -> new ClusterProducer(settings.cluster(name), clientId + "-" + name));
    }

    /**
     * Returns a producer that sends each record in a batch of its own, for records whose batch was refused. It is
     * slower, and each answer is about one record alone.
     *
     * @throws IllegalArgumentException when the process knows no addresses for this name
     */
    public ClusterProducer oneByOne(String cluster) {
        return oneByOne.computeIfAbsent(
                cluster,
                name -> ClusterProducer.oneByOne(settings.cluster(name), clientId + "-" + name + "-one-by-one"));
    }

    /** Closes all producers in parallel, so that the waits for unreachable clusters do not add up. */
    @Override
    public void close() {
        var closing = Stream.of(producers, oneByOne)
                .flatMap(all -> all.values().stream())
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
