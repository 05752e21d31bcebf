package io.walgateway.plugin.kafka.target;

import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.target.TargetReview;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reviews the topic of a target. A topic ages its records by their timestamp. If that is the write time, a record can
 * be past the topic's retention when it arrives: the broker acknowledges it, and removes it soon after.
 */
final class TopicReview {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ClusterSettings cluster;
    private final String topic;
    private final RecordTemplate dress;
    private final Duration ageMax;

    TopicReview(ClusterSettings cluster, String topic, RecordTemplate dress, Duration ageMax) {
        this.cluster = cluster;
        this.topic = topic;
        this.dress = dress;
        this.ageMax = ageMax;
    }

    TargetReview run(String clientId) {
        try {
            return AdminCalls.with(cluster, clientId, PATIENCE, this::review);
        } catch (QueueUnavailableException | IllegalArgumentException e) {
            return TargetReview.warning(new Violation("/cluster", cluster.name(), unchecked(e)));
        }
    }

    static String unchecked(RuntimeException error) {
        return "a cluster that can be asked for the topic; it was not checked: " + SendFaults.text(error);
    }

    private TargetReview review(Admin admin, AdminCalls calls) {
        var described = admin.describeTopics(List.of(topic))
                .topicNameValues()
                .values()
                .iterator()
                .next();
        if (calls.await(described, UnknownTopicOrPartitionException.class).isEmpty()) {
            return TargetReview.warning(new Violation(
                    "/topic",
                    topic,
                    "a topic of the Kafka cluster " + cluster.name()
                            + "; there is none of this name yet, and until there" + " is, deliveries wait"));
        }
        if (dress.timestamp() == RecordTime.APPEND) {
            return TargetReview.NOTHING;
        }
        return TopicTimestamps.ask(admin, calls, topic).map(this::bounds).orElse(TargetReview.NOTHING);
    }

    private TargetReview bounds(TopicTimestamps timestamps) {
        List<Violation> refusals = new ArrayList<>();
        longEnough(timestamps.keeps(), TopicConfig.RETENTION_MS_CONFIG, refusals);
        longEnough(timestamps.behindMax(), TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, refusals);
        List<Violation> warnings = new ArrayList<>();
        timestamps
                .aheadMax()
                .filter(ahead -> ahead.compareTo(RecordTime.AHEAD_MAX) < 0)
                .ifPresent(ahead -> warnings.add(
                        violation("a topic that takes timestamps up to " + Durations.format(RecordTime.AHEAD_MAX)
                                + " ahead (" + TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG + " is "
                                + ahead.toMillis() + "); it refuses writes with a later write_time")));
        return new TargetReview(refusals, warnings);
    }

    private void longEnough(Optional<Duration> bound, String key, List<Violation> refusals) {
        bound.filter(longest -> longest.compareTo(ageMax) <= 0)
                .ifPresent(tooShort -> refusals.add(violation("append-time, or a topic whose " + key
                        + " is more than " + ageMax.toMillis() + " (" + Durations.format(ageMax)
                        + ": limits.delay-max and all retries); it is " + tooShort.toMillis())));
    }

    private static Violation violation(String expectation) {
        return new Violation("/" + TargetProperties.TIMESTAMP, RecordTime.WRITE.text(), expectation);
    }
}
