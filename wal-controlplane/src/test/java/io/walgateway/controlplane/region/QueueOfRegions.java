package io.walgateway.controlplane.region;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A queue that stands in for Kafka, with servers of their own wherever the setting {@code servers} differs. */
final class QueueOfRegions implements QueueProvider {
    private static final String SERVERS = "servers";

    private final Map<String, FaultyQueue> queues = new ConcurrentHashMap<>();
    private final QueueProvider any = new InMemoryQueue("kafka");

    /** The settings of a region on these servers. */
    static Map<String, Map<String, String>> on(String servers) {
        return Map.of("kafka", Map.of(SERVERS, servers));
    }

    FaultyQueue queue(String servers) {
        return queues.computeIfAbsent(servers, _ -> new FaultyQueue(new InMemoryQueue("kafka")));
    }

    @Override
    public String type() {
        return any.type();
    }

    @Override
    public List<Violation> check(QueueConfig queue) {
        return any.check(queue);
    }

    @Override
    public Set<String> names(QueueConfig queue, Set<ConsumerGroup> groups) {
        return any.names(queue, groups);
    }

    @Override
    public String servers(String cluster, PluginContext context) {
        return Objects.requireNonNull(context.settings().get(SERVERS));
    }

    @Override
    public QueueClient open(PluginContext context) {
        return queue(servers("", context)).open(context);
    }
}
