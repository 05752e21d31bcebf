package io.walgateway.plugin.kafka.admin;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How one of a queue's topics is to be configured.
 *
 * @param name        the topic
 * @param partitions  as the document asks; empty: 4 for a new topic, unchanged for an existing one
 * @param replication as the document asks; empty: the cluster's default
 * @param retentionMs as the document asks; empty: the cluster's default, or two weeks for dead letters
 * @param deadLetters true if the topic holds dead letters
 */
record TopicPlan(
        String name,
        Optional<Integer> partitions,
        Optional<Short> replication,
        OptionalLong retentionMs,
        boolean deadLetters) {
    static final String PARTITIONS = "partitions";
    static final String REPLICATION = "replication";
    static final String RETENTION = "retention";
    private static final int DEFAULT_PARTITIONS = 4;
    private static final long DEAD_LETTER_RETENTION_MS = Duration.ofDays(14).toMillis();

    /** All topics of a queue, each once. */
    static List<TopicPlan> of(QueueConfig queue) {
        List<TopicPlan> plans = new ArrayList<>();
        queue.names().forEach(name -> plans.add(of(queue, name, false)));
        queue.deadLetterNames().stream().distinct().forEach(name -> plans.add(of(queue, name, true)));
        return plans;
    }

    private static TopicPlan of(QueueConfig queue, String name, boolean deadLetters) {
        Map<String, String> settings = queue.settings();
        String retention = settings.get(RETENTION);
        return new TopicPlan(
                name,
                Optional.ofNullable(settings.get(PARTITIONS)).map(Integer::valueOf),
                Optional.ofNullable(settings.get(REPLICATION)).map(Short::valueOf),
                retention == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(retention)),
                deadLetters);
    }

    NewTopic create() {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(ClusterSettings.RECORD_BYTES_MAX));
        if (deadLetters) {
            configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(deadLetterRetentionMs()));
        } else {
            retentionMs.ifPresent(millis -> configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis)));
        }
        if (replication.orElse((short) 1) >= 3) {
            // At least two replicas acknowledge an append, so that the loss of any one loses nothing.
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(name, Optional.of(partitions.orElse(DEFAULT_PARTITIONS)), replication).configs(configs);
    }

    /** The retention to set; empty: it is as asked for. The retention of dead letters is never shortened. */
    OptionalLong newRetentionMs(long currentMs) {
        if (retentionMs.isEmpty()) {
            return OptionalLong.empty();
        }
        long wanted = deadLetters ? deadLetterRetentionMs() : retentionMs.getAsLong();
        boolean keepsLonger = currentMs < 0 || currentMs >= wanted;
        return currentMs == wanted || (deadLetters && keepsLonger) ? OptionalLong.empty() : OptionalLong.of(wanted);
    }

    private long deadLetterRetentionMs() {
        return Math.max(DEAD_LETTER_RETENTION_MS, retentionMs.orElse(0));
    }
}
