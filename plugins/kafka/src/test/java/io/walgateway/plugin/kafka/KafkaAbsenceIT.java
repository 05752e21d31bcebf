package io.walgateway.plugin.kafka;

import static io.walgateway.plugin.kafka.KafkaBench.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cluster that has never been there. */
@Timeout(60)
class KafkaAbsenceIT {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private final PluginContext context = KafkaBench.context(
            "127.0.0.1:" + FreePorts.next(), "append-timeout", "2s", "in-flight-bytes-max", "1048576");
    private final QueueClient client = new KafkaQueueProvider().open(context);
    private final QueueConfig queue = KafkaBench.queue("topic", 1);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldAnswerThatNothingWasAppendedWithoutBlockingTheCaller() {
        QueueWriter writer = client.writer(queue);
        CompletableFuture<AppendResult> answer = append(writer, "record");
        assertThat(answer).isNotCompleted();
        AppendResult result = answer.orTimeout(120, TimeUnit.SECONDS).join();
        assertThat(result)
                .isInstanceOfSatisfying(
                        AppendResult.NotAppended.class,
                        not -> assertThat(not.why()).contains("no broker of Kafka cluster default (127.0.0.1:"));
    }

    @Test
    void shouldRefuseAtOnceWhatIsTooMuchInFlight() {
        QueueWriter writer = client.writer(queue);
        CompletableFuture<AppendResult> first = append(writer, Bytes.wrap(new byte[700_000]));
        CompletableFuture<AppendResult> second = append(writer, Bytes.wrap(new byte[700_000]));
        assertThat(first).isNotCompleted();
        assertThat(second)
                .isCompletedWithValueMatching(result -> result instanceof AppendResult.NotAppended not
                        && not.why().contains("in flight"));
        assertThat(first.join()).isInstanceOf(AppendResult.NotAppended.class);
        assertThat(append(writer, Bytes.wrap(new byte[700_000]))).isNotCompleted();
    }

    @Test
    void shouldSayThatItCannotProvision() {
        assertThatThrownBy(() -> client.admin().provision(queue, Set.of(GROUP)))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessageContaining("Kafka cluster default");
    }

    @Test
    @Timeout(3)
    void shouldSayWhichClusterGivesNoSignOfLife() {
        assertThatThrownBy(() -> client.admin().probe(queue))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessageStartingWith("Kafka cluster default (127.0.0.1:")
                .hasMessageEndingWith("no broker answers");
    }

    @Test
    void shouldReadNothingQuietly() {
        QueueReader reader = client.reader(queue, GROUP, new SliceRecorder());
        assertThat(reader.poll(Duration.ofMillis(300))).isEmpty();
        assertThat(reader.lag()).isEqualTo(-1);
        reader.close();
    }

    @Test
    void shouldFindTheTargetUnavailable() throws InterruptedException {
        try (var targets = new KafkaTargetProvider().open(context)) {
            var address = new TargetAddress("kafka", Map.of("topic", "topic"));
            var attempt = new DeliveryAttempt(
                    Messages.message().build(), 1, Instant.now().plusSeconds(10));
            assertThat(targets.target(address).deliver(attempt)).isInstanceOf(DeliveryOutcome.Unavailable.class);
            assertThat(targets.endpoint(address)).isEqualTo("kafka:default");
        }
    }
}
