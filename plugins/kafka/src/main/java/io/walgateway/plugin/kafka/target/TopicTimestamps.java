package io.walgateway.plugin.kafka.target;

import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How a topic treats timestamps that are not the time of the append.
 *
 * @param keeps     how long after its timestamp a record is removed; empty: records are not removed by timestamp
 * @param behindMax how far behind now a timestamp may be; empty: unlimited
 * @param aheadMax  how far ahead of now a timestamp may be; empty: unlimited
 */
record TopicTimestamps(Optional<Duration> keeps, Optional<Duration> behindMax, Optional<Duration> aheadMax) {
    /** For a topic that gives each record the time of its append, whatever its producer says. */
    static final TopicTimestamps NOT_USED = new TopicTimestamps(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String LOG_APPEND_TIME = "LogAppendTime";

    /**
     * Asks the topic's cluster; empty: there is no such topic.
     *
     * @throws QueueUnavailableException when the cluster cannot be reached
     * @throws IllegalArgumentException  when the cluster refuses to tell
     */
    static Optional<TopicTimestamps> ask(Admin admin, AdminCalls calls, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return calls.await(admin.describeConfigs(List.of(resource)).all(), UnknownTopicOrPartitionException.class)
                .flatMap(configs -> configs.values().stream().findFirst())
                .map(TopicTimestamps::of);
    }

    private static TopicTimestamps of(Config config) {
        if (text(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).equals(LOG_APPEND_TIME)) {
            return NOT_USED;
        }
        boolean deletes = text(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_DELETE);
        return new TopicTimestamps(
                deletes ? bound(config, TopicConfig.RETENTION_MS_CONFIG) : Optional.empty(),
                bound(config, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG),
                bound(config, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG));
    }

    /** A negative bound is none. */
    private static Optional<Duration> bound(Config config, String key) {
        return Optional.of(text(config, key))
                .filter(text -> !text.isEmpty())
                .map(Long::parseLong)
                .filter(millis -> millis >= 0)
                .map(Duration::ofMillis);
    }

    private static String text(Config config, String key) {
        ConfigEntry entry = config.get(key);
        return entry == null || entry.value() == null ? "" : entry.value();
    }
}
