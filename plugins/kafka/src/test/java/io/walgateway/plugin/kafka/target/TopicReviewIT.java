package io.walgateway.plugin.kafka.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.local.port.FreePorts;
import io.walgateway.plugin.kafka.KafkaBench;
import io.walgateway.plugin.kafka.KafkaTargetProvider;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a target's topic would do to what is delivered to it. */
class TopicReviewIT {
    private static final Duration AGE_MAX = Duration.ofHours(2);

    private final String servers = Components.kafka().bootstrapServers();
    private final String topic = Components.uniqueName("reviewed");
    private final TargetClient targets = new KafkaTargetProvider().open(KafkaBench.context(servers));

    @AfterEach
    void close() {
        targets.close();
    }

    @Test
    void shouldWarnOfATopicThatIsNotThere() throws Exception {
        assertThat(review("append-time").warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.toString())
                        .startsWith("/topic: " + topic
                                + " (expected: a topic of the Kafka cluster default; there is none"));
        create(Map.of());
        assertThat(review("append-time")).isEqualTo(TargetReview.NOTHING);
    }

    @Test
    void shouldRefuseTheWriteTimeWhereTheTopicWouldRemoveWhatArrives() throws Exception {
        create(Map.of("retention.ms", "7200000"));
        assertThat(review("write-time").refusals())
                .extracting(Violation::toString)
                .containsExactly(
                        "/timestamp: write-time (expected: append-time, or a topic whose retention.ms is more than"
                                + " 7200000 (2h: limits.delay-max and all retries); it is 7200000)");
        assertThat(review("append-time")).isEqualTo(TargetReview.NOTHING);
    }

    @Test
    void shouldRefuseTheWriteTimeWhereTheBrokerWouldRefuseTheTimestamp() throws Exception {
        create(Map.of("message.timestamp.before.max.ms", "60000"));
        assertThat(review("write-time").refusals())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.expectation()).contains("message.timestamp.before.max.ms"));
    }

    @Test
    void shouldWarnWhereTheBrokerTakesNoTimestampThatIsAhead() throws Exception {
        create(Map.of("message.timestamp.after.max.ms", "1000"));
        assertThat(review("write-time").refusals()).isEmpty();
        assertThat(review("write-time").warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.expectation()).contains("message.timestamp.after.max.ms"));
    }

    @Test
    void shouldTakeTheWriteTimeWhereTheTopicDoesNotAgeByIt() throws Exception {
        create(Map.of("retention.ms", "1000", "message.timestamp.type", "LogAppendTime"));
        assertThat(review("write-time")).isEqualTo(TargetReview.NOTHING);
    }

    @Test
    @Timeout(20)
    void shouldWarnOfAClusterThatCannotBeAsked() {
        try (TargetClient nowhere =
                new KafkaTargetProvider().open(KafkaBench.context("127.0.0.1:" + FreePorts.next()))) {
            TargetReview review = nowhere.review(new TargetAddress("kafka", Map.of("topic", topic)), AGE_MAX);
            assertThat(review.refusals()).isEmpty();
            assertThat(review.warnings())
                    .extracting(Violation::path, Violation::value)
                    .containsExactly(tuple("/cluster", "default"));
        }
    }

    private TargetReview review(String timestamp) {
        return targets.review(new TargetAddress("kafka", Map.of("topic", topic, "timestamp", timestamp)), AGE_MAX);
    }

    private void create(Map<String, String> configs) throws ExecutionException, InterruptedException {
        try (var admin = KafkaBench.admin(servers)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(configs)))
                    .all()
                    .get();
        }
    }
}
