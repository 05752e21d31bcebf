package io.walgateway.plugin.kafka.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.kafka.append.ClusterProducers;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import io.walgateway.plugin.kafka.cluster.TopicNames;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Delivers to topics of any number of clusters, with a producer for each cluster. */
public final class KafkaTargetClient implements TargetClient {

    private final KafkaSettings settings;
    private final String process;
    private final ClusterProducers producers;
    private final InstantSource clock;
    private final AtomicLong reviews = new AtomicLong();

    public KafkaTargetClient(KafkaSettings settings, PluginContext context) {
        this.settings = settings;
        this.process = context.process();
        this.producers = new ClusterProducers(settings, context.process() + "-deliver");
        this.clock = context.clock();
    }

    /** A cluster that the settings do not name can never be reached from here, so its target rejects messages. */
    @Override
    public Target target(TargetAddress address) {
        String topic = address.properties().get(TargetProperties.TOPIC);
        if (topic == null) {
            throw new IllegalArgumentException("/topic: absent (expected: " + TopicNames.EXPECTATION + ")");
        }
        try {
            String cluster = TargetProperties.cluster(address);
            return new KafkaTarget(
                    producers.of(cluster),
                    () -> producers.oneByOne(cluster),
                    topic,
                    RecordTemplate.of(address),
                    new TopicRetention(
                            settings.cluster(cluster),
                            topic,
                            process + "-retention-" + reviews.incrementAndGet(),
                            clock),
                    clock);
        } catch (IllegalArgumentException e) {
            return _ -> new DeliveryOutcome.Rejected(SendFaults.text(e));
        }
    }

    @Override
    public String endpoint(TargetAddress address) {
        return "kafka:" + TargetProperties.cluster(address);
    }

    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        String topic = address.properties().getOrDefault(TargetProperties.TOPIC, "");
        try {
            return new TopicReview(
                            settings.cluster(TargetProperties.cluster(address)),
                            topic,
                            RecordTemplate.of(address),
                            ageMax)
                    .run(process + "-review-" + reviews.incrementAndGet());
        } catch (IllegalArgumentException e) {
            return TargetReview.warning(
                    new Violation("/cluster", TargetProperties.cluster(address), TopicReview.unchecked(e)));
        }
    }

    @Override
    public void close() {
        producers.close();
    }
}
