package io.walgateway.it.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The progress of a consumer group in a namespace's topic, as Kafka knows it. */
public final class ConsumerGroup {
    private final String servers;
    private final String namespace;
    private final String target;

    /**
     * Creates the view; asks nothing yet.
     *
     * @param servers of Kafka
     * @param target  its name in the namespace; {@code @request} for targets that requests name
     */
    public ConsumerGroup(String servers, String namespace, String target) {
        this.servers = servers;
        this.namespace = namespace;
        this.target = target;
    }

    /** Waits until everything that is in the topic now is settled: none of it can be delivered after that. */
    public void awaitSettled(Duration atMost) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            await("all of " + namespace + " settled for " + target)
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> unsettled(admin) == 0);
        }
    }

    private long unsettled(Admin admin) throws ExecutionException, InterruptedException {
        String group = io.walgateway.core.namespace.ConsumerGroup.ofTarget(namespace, target)
                .name();
        Map<TopicPartition, Long> positions = new HashMap<>();
        // A partition of which nothing is settled yet has no position: a group begins a new queue at its beginning.
        admin.describeTopics(queues(admin))
                .allTopicNames()
                .get()
                .forEach((topic, described) -> described
                        .partitions()
                        .forEach(partition -> positions.put(new TopicPartition(topic, partition.partition()), 0L)));
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, position) -> positions.put(partition, position.offset()));
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        positions.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends = admin.listOffsets(latest).all().get();
        return ends.values().stream().mapToLong(end -> end.offset()).sum()
                - positions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Queues are called after their namespace, or the same with a number. */
    private Set<String> queues(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(topic -> topic.matches(Pattern.quote(namespace) + "(-\\d+)?"))
                .collect(Collectors.toSet());
    }
}
