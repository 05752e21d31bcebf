package io.walgateway.testkit.fake.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyQueueTest {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private static final QueueConfig CONFIG =
            new QueueConfig("memory", "default", List.of("q"), List.of("q-dlq"), Map.of());

    private final InMemoryQueue memory = new InMemoryQueue();
    private final FaultyQueue faulty = new FaultyQueue(memory);
    private final QueueClient client = faulty.open(new PluginContext(Map.of(), new TestClock(), "test"));

    @BeforeEach
    void provision() {
        client.admin().provision(CONFIG, Set.of(GROUP));
    }

    @Test
    void shouldStoreWhatLosesItsAcknowledgement() {
        faulty.losingAcks();
        assertThat(append(client.writer(CONFIG))).isInstanceOf(AppendResult.Unknown.class);
        assertThat(memory.entries("q")).hasSize(1);
    }

    @Test
    void shouldNotStoreWhatIsUnknown() {
        faulty.unknownAppends("time-out");
        assertThat(append(client.writer(CONFIG))).isEqualTo(new AppendResult.Unknown("time-out"));
        assertThat(memory.entries("q")).isEmpty();
    }

    @Test
    void shouldNotStoreWhatIsRefused() {
        faulty.refusingAppends("full");
        assertThat(append(client.writer(CONFIG))).isEqualTo(new AppendResult.NotAppended("full"));
        assertThat(memory.entries("q")).isEmpty();
    }

    @Test
    void shouldRefuseDeadLettersOnly() {
        faulty.refusingDeadLetters("full");
        assertThat(append(client.deadLetterWriter(CONFIG))).isEqualTo(new AppendResult.NotAppended("full"));
        assertThat(append(client.writer(CONFIG))).isEqualTo(AppendResult.APPENDED);
    }

    @Test
    void shouldForgetAcknowledgements() {
        append(client.writer(CONFIG));
        faulty.forgettingAcknowledgements();
        try (QueueReader reader = reader()) {
            reader.poll(Duration.ZERO).forEach(reader::acknowledge);
        }
        try (QueueReader reader = reader()) {
            assertThat(reader.poll(Duration.ZERO)).hasSize(1);
        }
    }

    @Test
    void shouldPassNothingWhileUnavailable() {
        append(client.writer(CONFIG));
        faulty.unavailable();
        assertThat(append(client.writer(CONFIG))).isInstanceOf(AppendResult.NotAppended.class);
        assertThatExceptionOfType(QueueUnavailableException.class)
                .isThrownBy(() -> client.admin().provision(CONFIG, Set.of()));
        try (QueueReader reader = reader()) {
            assertThat(reader.poll(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void shouldRecordAttemptsAndAcknowledgementsWhenHealed() {
        append(client.writer(CONFIG));
        append(client.writer(CONFIG));
        try (QueueReader reader = reader()) {
            List<Lease> leases = reader.poll(Duration.ZERO);
            faulty.unavailable();
            CompletionStage<Void> recorded = reader.recordAttempts(leases.getFirst(), 3);
            reader.acknowledge(leases.getLast());
            assertThat(recorded.toCompletableFuture()).isNotDone();
            faulty.heal();
            assertThat(recorded.toCompletableFuture()).isCompleted();
        }
        try (QueueReader reader = reader()) {
            assertThat(reader.poll(Duration.ZERO)).extracting(Lease::attempts).containsExactly(3);
        }
    }

    @Test
    void shouldWorkAgainWhenHealed() {
        faulty.unavailable();
        faulty.heal();
        assertThat(append(client.writer(CONFIG))).isEqualTo(AppendResult.APPENDED);
    }

    private QueueReader reader() {
        return client.reader(CONFIG, GROUP, new SliceRecorder());
    }

    private static AppendResult append(QueueWriter writer) {
        return writer.append(Entries.of(Bytes.EMPTY, Bytes.utf8("a")))
                .toCompletableFuture()
                .join();
    }
}
