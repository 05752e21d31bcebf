package io.walgateway.plugin.kafka.admin;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Measures how far groups lag behind the ends of topics. A topic that does not exist holds nothing. */
public final class Backlog {
    private final Admin admin;
    private final AdminCalls calls;
    private final List<String> topics;

    public Backlog(Admin admin, AdminCalls calls, List<String> topics) {
        this.admin = admin;
        this.calls = calls;
        this.topics = topics;
    }

    /**
     * Counts the entries that the topics hold for these groups, and the delayed entries.
     *
     * @param reported the counts that the timers report
     */
    public QueueContent content(Set<ConsumerGroup> groups, DelayedCounts reported, Instant now) {
        Map<TopicPartition, Long> held = new HashMap<>();
        boolean read = true;
        for (String topic : topics) {
            DelayTopics delays = new DelayTopics(topic);
            Map<TopicPartition, Long> ends = offsets(List.of(delays.held()), OffsetSpec.latest());
            held.putAll(ends);
            read &= isRead(delays.application(), ends);
        }
        Map<TopicPartition, Long> ends = offsets(topics, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = offsets(topics, OffsetSpec.earliest());
        Map<ConsumerGroup, Long> undelivered = new HashMap<>();
        groups.forEach(group -> undelivered.put(group, lag(group.name(), begins, ends)));
        return new QueueContent(undelivered, reported.total(), asOf(held, read, reported, now), true, mark(held, ends));
    }

    /**
     * Moves the groups' positions to the ends of the topics.
     *
     * @throws QueueUnavailableException when a group has members, which alone may set its positions
     */
    public void skip(Set<ConsumerGroup> groups) {
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        offsets(topics, OffsetSpec.latest())
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
        if (!ends.isEmpty()) {
            groups.forEach(group -> skip(group, ends));
        }
    }

    private void skip(ConsumerGroup group, Map<TopicPartition, OffsetAndMetadata> ends) {
        try {
            calls.await(admin.alterConsumerGroupOffsets(group.name(), ends).all());
        } catch (IllegalArgumentException e) {
            if (e.getCause() instanceof UnknownMemberIdException || e.getCause() instanceof GroupNotEmptyException) {
                throw new QueueUnavailableException("Expected nobody to read as " + group + ", but it has members", e);
            }
            throw e;
        }
    }

    /** Reports do not cover entries that no timer has read yet. Where no entry was ever delayed, there is no report. */
    private static Instant asOf(Map<TopicPartition, Long> held, boolean read, DelayedCounts reported, Instant now) {
        if (held.values().stream().allMatch(end -> end == 0)) {
            return now;
        }
        if (!read) {
            return Instant.EPOCH;
        }
        return reported.asOf().isBefore(now) ? reported.asOf() : now;
    }

    private boolean isRead(String timers, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(timers);
        return ends.entrySet().stream().allMatch(end -> end.getValue() == 0 || isAt(committed.get(end.getKey()), end));
    }

    private static boolean isAt(@Nullable OffsetAndMetadata committed, Map.Entry<TopicPartition, Long> end) {
        return committed != null && committed.offset() >= end.getValue();
    }

    /** A group without a position may have lost it, so every entry in the log counts as undelivered. */
    private long lag(String group, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    long begin = begins.getOrDefault(end.getKey(), 0L);
                    OffsetAndMetadata position = committed.get(end.getKey());
                    return Math.max(
                            0, end.getValue() - (position == null ? begin : Math.max(begin, position.offset())));
                })
                .sum();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        return calls.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private Map<TopicPartition, Long> offsets(List<String> names, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, description) -> calls.await(description, UnknownTopicOrPartitionException.class)
                        .ifPresent(topic -> topic.partitions()
                                .forEach(info -> wanted.put(new TopicPartition(name, info.partition()), which))));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                calls.await(admin.listOffsets(wanted).all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static String mark(Map<TopicPartition, Long> held, Map<TopicPartition, Long> ends) {
        return Stream.of(held, ends)
                .flatMap(offsets -> offsets.entrySet().stream())
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(), Map.Entry::getValue, Long::sum, TreeMap::new))
                .toString();
    }
}
