package io.walgateway.plugin.kafka;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import java.time.InstantSource;

/** Topics of any number of clusters, with a producer for each cluster. */
final class KafkaTargetClient implements TargetClient {
    static final String TOPIC = "topic";
    static final String CLUSTER = "cluster";
    static final String HEADERS = "headers";
    static final String TOMBSTONE = "tombstone";
    private static final String DEFAULT_CLUSTER = "default";

    private final ClusterProducers producers;
    private final InstantSource clock;

    KafkaTargetClient(KafkaSettings settings, PluginContext context) {
        this.producers = new ClusterProducers(settings, context.process() + "-deliver");
        this.clock = context.clock();
    }

    static String cluster(TargetAddress address) {
        return address.properties().getOrDefault(CLUSTER, DEFAULT_CLUSTER);
    }

    /** A cluster that the settings of this process do not name can never be reached from here. */
    @Override
    public Target target(TargetAddress address) {
        String topic = address.properties().get(TOPIC);
        if (topic == null) {
            throw new IllegalArgumentException("/topic: absent (expected: " + TopicNames.EXPECTATION + ")");
        }
        try {
            String cluster = cluster(address);
            return new KafkaTarget(
                    producers.of(cluster), () -> producers.oneByOne(cluster), topic, RecordDress.of(address), clock);
        } catch (IllegalArgumentException e) {
            return _ -> new DeliveryOutcome.Rejected(SendFaults.text(e));
        }
    }

    @Override
    public String endpoint(TargetAddress address) {
        return "kafka:" + cluster(address);
    }

    @Override
    public void close() {
        producers.close();
    }
}
