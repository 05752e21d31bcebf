package io.walgateway.plugin.kafka;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.plugin.kafka.admin.QueueRules;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Kafka topics as queues. */
public final class KafkaQueueProvider implements QueueProvider {

    @Override
    public String type() {
        return "kafka";
    }

    @Override
    public List<Violation> check(QueueConfig queue) {
        return QueueRules.check(queue);
    }

    @Override
    public Set<String> names(QueueConfig queue, Set<ConsumerGroup> groups) {
        return queue.names().stream()
                .flatMap(topic -> new DelayTopics(topic).all().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isReserved(String name) {
        return DelayTopics.isInternal(name);
    }

    /** The bootstrap addresses, sorted, so that their order in the settings does not matter. */
    @Override
    public String servers(String cluster, PluginContext context) {
        return context.clusterSetting(cluster, "bootstrap.servers")
                .map(servers -> Arrays.stream(servers.split(","))
                        .map(server -> server.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(",")))
                .orElse(cluster);
    }

    @Override
    public QueueClient open(PluginContext context) {
        return new KafkaQueueClient(KafkaSettings.of(context), context.process(), context.clock());
    }
}
