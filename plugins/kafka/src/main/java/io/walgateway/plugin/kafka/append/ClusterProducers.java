package io.walgateway.plugin.kafka.append;

import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The producers of one client, at most two for each cluster, made when they are first asked for. */
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
     * The producer of a cluster, made when it is first asked for.
     *
     * @throws IllegalArgumentException when the process knows no addresses for this name
     */
    public ClusterProducer of(String cluster) {
        return producers.computeIfAbsent(
                cluster, name -> new ClusterProducer(settings.cluster(name), clientId + "-" + name));
    }

    /**
     * One that puts each record into a batch of its own, for records whose batch was refused: slower, and the answer is
     * about the record alone.
     *
     * @throws IllegalArgumentException when the process knows no addresses for this name
     */
    public ClusterProducer oneByOne(String cluster) {
        return oneByOne.computeIfAbsent(
                cluster,
                name -> ClusterProducer.oneByOne(settings.cluster(name), clientId + "-" + name + "-one-by-one"));
    }

    /** All at once, so that clusters which are away do not add up. */
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
