package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.valid;
import static io.walgateway.config.document.Documents.with;
import static io.walgateway.config.document.Documents.withConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.Delays;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.namespace.TargetRule;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetPolicy.OnRejected;
import io.walgateway.core.text.SegmentPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is absent is as documented, and every key arrives where it belongs. */
class DefaultsTest {

    @Test
    void shouldFillInEverythingThatIsAbsent() {
        assertThat(valid(withConfig("")).toConfig("orders", 3))
                .isEqualTo(new NamespaceConfig(
                        "orders",
                        3,
                        "default",
                        "consumer",
                        Ordering.NONE,
                        List.of(new QueueConfig(
                                "kafka", "default", List.of("orders"), List.of("orders-dlq"), Map.of())),
                        List.of(),
                        new Policies(RetryPolicy.DEFAULT, Limits.DEFAULT, Access.OPEN),
                        Optional.empty()));
    }

    @Test
    void shouldMapEveryKey() {
        String document = with("""
                "consumer_stack": "stack", "context": "c", "contacts": "c",
                "targets": [{"name": "copy", "type": "Kafka", "topic": "x", "deep": {"er": true}, "n": 1.50,
                   "retry": {"max-attempts": 2}, "concurrency": 7, "delivery-timeout": "3s"}],
                "durable_storage": {"type": "KV", "namespace": "n", "shard": "s"},
                "wal-kafka-topics": ["a", "b"], "wal-kafka-dlq-topics": ["d"],
                "wal.kafka.bootstrap.servers.prefix": "cluster",
                "partitions": 4, "replication": 3, "retention": "7d"
                """, """
                "shard": "blue", "ordering": "key",
                "retry": {"max-attempts": 9, "backoff.initial": "1s", "backoff.multiplier": 1.5, "backoff.max": "PT1M",
                  "jitter": 0},
                "limits": {"payload-bytes-max": "2KiB", "delay-max": "2h"},
                "delay": {"default": "1m", "random": "30m", "jitter": 0.5}, "writers": ["w"], "readers": ["r"],
                "request-targets": [{"type": "KAFKA", "topic": "a-*", "tombstone": true}],
                "sets": {"parts-max": 12, "bytes-max": "3KiB", "expiry": "2m", "on-rejected": "skip"}
                """);

        RetryPolicy retry = new RetryPolicy(9, Duration.ofSeconds(1), 1.5, Duration.ofMinutes(1), 0);
        assertThat(valid(document).toConfig("ns", 1))
                .isEqualTo(new NamespaceConfig(
                        "ns",
                        1,
                        "blue",
                        "stack",
                        Ordering.KEY,
                        List.of(new QueueConfig(
                                "kafka",
                                "cluster",
                                List.of("a", "b"),
                                List.of("d"),
                                Map.of("partitions", "4", "replication", "3", "retention", "604800000"))),
                        List.of(new TargetConfig(
                                "copy",
                                new TargetAddress("kafka", Map.of("topic", "x", "deep.er", "true", "n", "1.50")),
                                new RetryPolicy(2, retry.initial(), 1.5, retry.max(), 0),
                                7,
                                Duration.ofSeconds(3))),
                        new Policies(
                                retry,
                                new Limits(2048, Duration.ofHours(2)),
                                new Delays(Duration.ofMinutes(1), Duration.ofMinutes(30), 0.5),
                                new Access(
                                        List.of(new PrincipalPattern("w")),
                                        List.of(new PrincipalPattern("r")),
                                        new RequestTargets.Listed(List.of(new TargetRule(
                                                "kafka",
                                                Map.of(
                                                        "topic",
                                                        new SegmentPattern("a-*"),
                                                        "tombstone",
                                                        new SegmentPattern("true")))))),
                                new SetPolicy(12, 3 << 10, Duration.ofMinutes(2), OnRejected.SKIP)),
                        Optional.of(new DurableStorageConfig("kv", "n", "s"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"retry\": {\"backoff\": {\"initial\": \"7ms\"}}",
                "\"retry\": {\"backoff.initial\": \"7ms\"}",
                "\"retry\": {\"backoff_initial\": \"7ms\"}",
                "\"retry\": {\"backoff-initial\": \"7ms\"}",
                "\"retry\": {\"backoffInitial\": \"7ms\"}",
                "\"retry.backoff.initial\": \"7ms\"",
                "\"retryBackoff\": {\"Initial\": \"7ms\"}",
                "\"RETRY\": {\"BACKOFF_INITIAL\": \"7ms\"}",
            })
    void shouldReadAKeyInAnySpelling(String member) {
        assertThat(valid(with("", member)).toConfig("n", 1).retry().initial()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void shouldGatherSeveralPersistenceConfigurations() {
        String document = """
            {"persistence_configurations": {"persistence_configuration": [
              {"physical_storage": {"type": "KAFKA"}, "config": {"target": {"type": "a"}}},
              {"physical_storage": {"type": "SQS"}, "config": {"target": {"type": "a"}}},
              {"physical_storage": {"type": "SQS"}, "config": {"wal-queue": ["q"], "target": {"type": "b"}}}]}}
            """;
        NamespaceConfig config = valid(document).toConfig("n", 1);

        assertThat(config.queues()).extracting(QueueConfig::type).containsExactly("kafka", "sqs", "sqs");
        assertThat(config.queues())
                .extracting(QueueConfig::names)
                .containsExactly(List.of("n"), List.of("n"), List.of("q"));
        assertThat(config.targets()).extracting(TargetConfig::name).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "\u00fc"})
    void shouldRefuseANameThatNoNamespaceCanHave(String name) {
        assertThat(NamespaceDocument.problemWithName(name)).isPresent();
        NamespaceDocument document = valid(withConfig(""));
        assertThatThrownBy(() -> document.toConfig(name, 1)).hasMessageContaining("expected: 1 to 100 characters");
    }
}
