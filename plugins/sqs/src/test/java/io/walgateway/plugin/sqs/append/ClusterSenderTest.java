package io.walgateway.plugin.sqs.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.local.port.FreePorts;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where nobody answers. */
class ClusterSenderTest {
    private final SqsSettings settings = SqsSettings.of(new PluginContext(
            Map.of(
                    "clusters.c.endpoint",
                    "http://127.0.0.1:" + FreePorts.next(),
                    "clusters.c.access-key-id",
                    "local",
                    "clusters.c.secret-access-key",
                    "local",
                    "append-timeout",
                    "500ms"),
            InstantSource.system(),
            "test"));

    @Test
    void shouldForgetQueuesThatHaveNothingUnderWay() {
        try (ClusterSender cluster = new ClusterSender(settings, "c", InstantSource.system())) {
            List<PendingSend> sends = IntStream.range(0, 100)
                    .mapToObj(n -> {
                        PendingSend send = PendingSend.of("body", Map.of(), Optional.empty(), QueueEntry.AT_ONCE);
                        cluster.send(List.of("queue-" + n), List.of(send));
                        return send;
                    })
                    .toList();
            assertThat(cluster.queues()).isPositive();
            await().until(() -> sends.stream().allMatch(send -> send.result().isDone()));
            await().until(() -> cluster.queues() == 0);
        }
    }
}
