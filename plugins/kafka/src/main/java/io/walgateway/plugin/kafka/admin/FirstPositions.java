package io.walgateway.plugin.kafka.admin;

import io.walgateway.plugin.kafka.cluster.AdminCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the first positions of groups that have none yet: the end of a partition that existed before, the beginning
 * of a new one. A group that has a position in a topic keeps it, and reads the topic's further partitions from their
 * beginning.
 */
final class FirstPositions {
    private static final Logger LOG = LoggerFactory.getLogger(FirstPositions.class);

    private final Admin admin;
    private final AdminCalls calls;
    private final List<String> topics;
    private final Map<String, Integer> existed;

    FirstPositions(Admin admin, AdminCalls calls, List<String> topics, Map<String, Integer> existed) {
        this.admin = admin;
        this.calls = calls;
        this.topics = topics;
        this.existed = existed;
    }

    void commitFor(Set<String> groups) {
        if (groups.isEmpty()) {
            return;
        }
        // Ends before positions: in the other order, entries appended after another process has committed its own first
        // positions would be skipped.
        Map<TopicPartition, OffsetAndMetadata> first = firstPositions();
        for (String group : groups) {
            Map<TopicPartition, OffsetAndMetadata> missing = withoutPosition(group, first);
            if (!missing.isEmpty()) {
                commit(group, missing);
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> firstPositions() {
        Map<TopicPartition, OffsetSpec> old = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
        describe()
                .forEach((name, topic) -> topic.partitions().forEach(info -> {
                    TopicPartition partition = new TopicPartition(name, info.partition());
                    if (info.partition() < existed.getOrDefault(name, 0)) {
                        old.put(partition, OffsetSpec.latest());
                    } else {
                        first.put(partition, new OffsetAndMetadata(0));
                    }
                }));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                calls.await(admin.listOffsets(old).all());
        ends.forEach((partition, end) -> first.put(partition, new OffsetAndMetadata(end.offset())));
        return first;
    }

    /** Retries while a newly created topic is not yet known to every broker. */
    private Map<String, TopicDescription> describe() {
        while (true) {
            var described =
                    calls.await(admin.describeTopics(topics).allTopicNames(), UnknownTopicOrPartitionException.class);
            if (described.isPresent()) {
                return described.get();
            }
            pause();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> withoutPosition(
            String group, Map<TopicPartition, OffsetAndMetadata> first) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                calls.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Set<String> known = committed.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey().topic())
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>(first);
        missing.keySet().removeIf(partition -> known.contains(partition.topic()));
        return missing;
    }

    private void commit(String group, Map<TopicPartition, OffsetAndMetadata> positions) {
        while (true) {
            try {
                calls.await(admin.alterConsumerGroupOffsets(group, positions).all());
                LOG.info("Group {} begins at {}", group, positions);
                return;
            } catch (RuntimeException e) {
                if (e.getCause() instanceof UnknownMemberIdException
                        || e.getCause() instanceof GroupNotEmptyException) {
                    LOG.info("Group {} is at work already and finds its position itself", group);
                    return;
                }
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                pause();
            }
        }
    }

    private void pause() {
        calls.requireTime();
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
}
