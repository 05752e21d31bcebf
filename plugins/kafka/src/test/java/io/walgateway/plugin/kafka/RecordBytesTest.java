package io.walgateway.plugin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.testkit.fake.TestClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is larger goes to durable storage; so it must fit into the request and into the topic. */
class RecordBytesTest {
    private static final int AROUND = 64 << 10;

    private final PluginContext context = new PluginContext(
            Map.of(
                    "clusters.default.bootstrap.servers", "127.0.0.1:1",
                    "clusters.small.bootstrap.servers", "127.0.0.1:1",
                    "clusters.small.client.max.request.size", "1048576",
                    "clusters.large.bootstrap.servers", "127.0.0.1:1",
                    "clusters.large.client.max.request.size", "33554432"),
            new TestClock(),
            "test");

    @Test
    void shouldBeWhatTopicsAndRequestsTake() {
        try (QueueClient client = new KafkaQueueProvider().open(context)) {
            assertThat(client.recordBytesMax(queue("default"))).isEqualTo((8 << 20) - AROUND);
            assertThat(client.recordBytesMax(queue("small"))).isEqualTo((1 << 20) - AROUND);
            assertThat(client.recordBytesMax(queue("large"))).isEqualTo((8 << 20) - AROUND);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.recordBytesMax(queue("unknown")))
                    .withMessageContaining("kafka.clusters.unknown.bootstrap.servers: absent");
        }
    }

    private static QueueConfig queue(String cluster) {
        return new QueueConfig("kafka", cluster, List.of("orders"), List.of(), Map.of());
    }
}
