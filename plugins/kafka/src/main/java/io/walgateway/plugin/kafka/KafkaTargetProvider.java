package io.walgateway.plugin.kafka;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueAddress;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.kafka.admin.QueueRules;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.plugin.kafka.cluster.TopicNames;
import io.walgateway.plugin.kafka.target.HeaderText;
import io.walgateway.plugin.kafka.target.KafkaTargetClient;
import io.walgateway.plugin.kafka.target.RecordTemplate;
import io.walgateway.plugin.kafka.target.RecordTime;
import io.walgateway.plugin.kafka.target.TargetProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Kafka topics as targets. */
public final class KafkaTargetProvider implements TargetProvider {
    private static final Set<String> PROPERTIES = Set.of(
            TargetProperties.TOPIC,
            TargetProperties.CLUSTER,
            TargetProperties.HEADERS,
            TargetProperties.TOMBSTONE,
            TargetProperties.TIMESTAMP);

    @Override
    public String type() {
        return "kafka";
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        List<Violation> violations = new ArrayList<>();
        String topic = address.properties().get(TargetProperties.TOPIC);
        if (topic == null) {
            violations.add(new Violation("/topic", "absent", TopicNames.EXPECTATION));
        } else if (!TopicNames.isLegal(topic)) {
            violations.add(new Violation("/topic", QueueRules.shortened(topic), TopicNames.EXPECTATION));
        }
        if (TargetProperties.cluster(address).isBlank()) {
            violations.add(new Violation("/cluster", "empty", "the name of a Kafka cluster"));
        }
        String headers = address.properties().getOrDefault(TargetProperties.HEADERS, "");
        if (!HeaderText.isLegal(headers)) {
            violations.add(new Violation("/headers", QueueRules.shortened(headers), HeaderText.EXPECTATION));
        }
        String tombstone = address.properties().getOrDefault(TargetProperties.TOMBSTONE, "false");
        if (!tombstone.equals("true") && !tombstone.equals("false")) {
            violations.add(new Violation("/tombstone", QueueRules.shortened(tombstone), "true or false"));
        }
        String timestamp = RecordTemplate.timestamp(address);
        if (RecordTime.of(timestamp).isEmpty()) {
            violations.add(new Violation("/timestamp", QueueRules.shortened(timestamp), RecordTime.EXPECTATION));
        }
        address.properties().keySet().stream()
                .filter(key -> !PROPERTIES.contains(key))
                .sorted()
                .forEach(key -> violations.add(new Violation(
                        "/" + QueueRules.shortened(key),
                        "unknown",
                        "topic, cluster, headers, tombstone or timestamp")));
        return List.copyOf(violations);
    }

    @Override
    public Optional<QueueAddress> queue(TargetAddress address, PluginContext context) {
        return Optional.ofNullable(address.properties().get(TargetProperties.TOPIC))
                .map(topic -> new QueueAddress(
                        type(), new KafkaQueueProvider().servers(TargetProperties.cluster(address), context), topic));
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new KafkaTargetClient(KafkaSettings.of(context), context);
    }
}
