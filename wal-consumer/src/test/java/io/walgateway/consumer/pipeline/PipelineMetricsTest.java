package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** A namespace that goes from Kafka to SQS, or to another cluster, has two queues of one name until it is drained. */
    @Test
    void shouldKeepItsMetersWhenAQueueOfTheSameNameGoes() {
        PipelineMetrics left = new PipelineMetrics(registry, spec("kafka", "default"));
        PipelineMetrics elsewhere = new PipelineMetrics(registry, spec("kafka", "west"));
        PipelineMetrics metrics = new PipelineMetrics(registry, spec("sqs", "default"));
        left.gauge("wal.consumer.lag", "Lag", () -> 1);
        elsewhere.gauge("wal.consumer.lag", "Lag", () -> 2);
        metrics.gauge("wal.consumer.lag", "Lag", () -> 3);
        left.close();
        elsewhere.close();
        metrics.deadLettered(GiveUpReason.REJECTED);

        assertThat(registry.get("wal.consumer.lag").gauges()).singleElement().satisfies(lag -> {
            assertThat(lag.value()).isEqualTo(3);
            assertThat(lag.getId().getTag("queue.type")).isEqualTo("sqs");
        });
        assertThat(registry.get("wal.consumer.dead.letters")
                        .tag("reason", "rejected")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static PipelineSpec spec(String type, String cluster) {
        return new PipelineSpec(
                "orders",
                new QueueConfig(type, cluster, List.of("orders"), List.of(), Map.of()),
                Ordering.NONE,
                Optional.empty(),
                Set.of(),
                RetryPolicy.DEFAULT,
                Optional.empty());
    }
}
