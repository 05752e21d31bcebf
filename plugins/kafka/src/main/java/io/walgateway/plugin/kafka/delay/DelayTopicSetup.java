package io.walgateway.plugin.kafka.delay;

import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that belong to a topic whose entries may be delayed. A delay topic gets as many partitions as its
 * topic has at that time, and keeps that number when its topic grows: a store cannot be repartitioned, and need not be.
 * No retention applies: records that the store has are deleted explicitly, and the changelog is compacted.
 */
public final class DelayTopicSetup {
    private static final Logger LOG = LoggerFactory.getLogger(DelayTopicSetup.class);
    private static final int TRIES_MAX = 40;
    private static final Duration TRY_AGAIN = Duration.ofMillis(50);
    private static final String SEGMENT_BYTES = Integer.toString(64 << 20);

    private final Admin admin;
    private final AdminCalls calls;

    public DelayTopicSetup(Admin admin, AdminCalls calls) {
        this.admin = admin;
        this.calls = calls;
    }

    /**
     * Creates the topics that are missing, and returns the number of the delay topic's partitions.
     *
     * @throws IllegalStateException when the topic itself does not exist
     */
    public int ensure(DelayTopics topics) {
        Map<String, TopicDescription> there = describe(topics);
        TopicDescription topic = there.get(topics.topic());
        for (int tries = 1; topic == null && tries < TRIES_MAX; tries++) {
            // A topic that was just created takes a moment to become known.
            LockSupport.parkNanos(TRY_AGAIN.toNanos());
            there = describe(topics);
            topic = there.get(topics.topic());
        }
        if (topic == null) {
            throw new IllegalStateException("Expected the topic " + topics.topic() + ", but it is not there yet");
        }
        return ensure(topics, topic, there);
    }

    private int ensure(DelayTopics topics, TopicDescription topic, Map<String, TopicDescription> there) {
        TopicDescription held = there.getOrDefault(topics.held(), topic);
        int partitions = held.partitions().size();
        short replicas = (short) topic.partitions().getFirst().replicas().size();
        List<NewTopic> missing = new ArrayList<>(List.of(
                topic(topics.held(), partitions, replicas, forever()),
                topic(topics.changelog(), partitions, replicas, compacted(SEGMENT_BYTES)),
                topic(topics.report(), 1, replicas, compacted(Integer.toString(1 << 20)))));
        missing.removeIf(plan -> there.containsKey(plan.name()));
        create(missing);
        return partitions;
    }

    private Map<String, TopicDescription> describe(DelayTopics topics) {
        Map<String, TopicDescription> there = new HashMap<>();
        admin.describeTopics(List.of(topics.topic(), topics.held(), topics.changelog(), topics.report()))
                .topicNameValues()
                .forEach((name, description) -> calls.await(description, UnknownTopicOrPartitionException.class)
                        .ifPresent(topic -> there.put(name, topic)));
        return there;
    }

    private void create(List<NewTopic> missing) {
        if (missing.isEmpty()) {
            return;
        }
        admin.createTopics(missing).values().forEach((name, done) -> {
            calls.await(done, TopicExistsException.class);
            LOG.info("Created topic {}", name);
        });
    }

    private static NewTopic topic(String name, int partitions, short replicas, Map<String, String> cleanup) {
        Map<String, String> configs = new HashMap<>(cleanup);
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(ClusterSettings.STORED_BYTES_MAX));
        if (replicas >= 3) {
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(name, Optional.of(partitions), Optional.of(replicas)).configs(configs);
    }

    private static Map<String, String> forever() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.SEGMENT_BYTES_CONFIG,
                SEGMENT_BYTES);
    }

    private static Map<String, String> compacted(String segmentBytes) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.3",
                TopicConfig.SEGMENT_BYTES_CONFIG,
                segmentBytes);
    }
}
