package io.walgateway.plugin.kafka.admin;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The end offsets of topics as text, {@code topic/partition=offset,...}, and whether groups have reached them. */
public final class LogEnds {
    private final Admin admin;
    private final AdminCalls calls;
    private final List<String> topics;

    public LogEnds(Admin admin, AdminCalls calls, List<String> topics) {
        this.admin = admin;
        this.calls = calls;
        this.topics = topics;
    }

    public String now() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        calls.await(admin.describeTopics(topics).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(info -> latest.put(new TopicPartition(name, info.partition()), OffsetSpec.latest())));
        Map<String, Long> ends = new TreeMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found =
                calls.await(admin.listOffsets(latest).all());
        found.forEach((partition, end) -> ends.put(partition.topic() + "/" + partition.partition(), end.offset()));
        return ends.entrySet().stream()
                .map(end -> end.getKey() + "=" + end.getValue())
                .collect(Collectors.joining(","));
    }

    /** True if the committed offsets of each group have reached these ends. */
    public boolean areSettledBy(Set<ConsumerGroup> groups, String ends) {
        Map<TopicPartition, Long> wanted = parse(ends);
        return groups.stream()
                .map(group ->
                        calls.await(admin.listConsumerGroupOffsets(group.name()).partitionsToOffsetAndMetadata()))
                .allMatch(committed ->
                        wanted.entrySet().stream().allMatch(end -> isAt(committed.get(end.getKey()), end.getValue())));
    }

    /** A partition that never held an entry needs no committed offset. */
    private static boolean isAt(@Nullable OffsetAndMetadata committed, long end) {
        return end == 0 || (committed != null && committed.offset() >= end);
    }

    private static Map<TopicPartition, Long> parse(String ends) {
        Map<TopicPartition, Long> parsed = new HashMap<>();
        for (String end : ends.split(",", -1)) {
            int equals = end.lastIndexOf('=');
            int slash = end.lastIndexOf('/', equals);
            if (slash < 0) {
                throw new IllegalArgumentException("end: " + end + " (expected: topic/partition=offset)");
            }
            parsed.put(
                    new TopicPartition(end.substring(0, slash), Integer.parseInt(end.substring(slash + 1, equals))),
                    Long.parseLong(end.substring(equals + 1)));
        }
        return parsed;
    }
}
