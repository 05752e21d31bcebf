package io.walgateway.plugin.kafka;

import static io.walgateway.plugin.kafka.KafkaBench.append;
import static io.walgateway.plugin.kafka.KafkaBench.poll;
import static io.walgateway.plugin.kafka.KafkaBench.pollUntil;
import static io.walgateway.plugin.kafka.KafkaBench.texts;
import static io.walgateway.plugin.kafka.KafkaBench.untilAppended;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.plugin.kafka.read.KafkaQueueReader;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.queue.Entries;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaReaderIT {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private final String servers = Components.kafka().bootstrapServers();
    private final QueueClient client = open(
            "clusters.default.client.session.timeout.ms",
            "6000",
            "clusters.default.client.max.poll.interval.ms",
            "6000");
    private final String topic = Components.uniqueName("queue");
    private final QueueConfig queue = KafkaBench.queue(topic, 1);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldRememberAttemptsOfAReaderThatDied() {
        provisionAndAppend(3);
        SliceRecorder slices = new SliceRecorder();
        QueueReader dying = client.reader(queue, GROUP, slices);
        List<Lease> leases = poll(dying, 3);
        dying.acknowledge(leases.getFirst());
        dying.acknowledge(leases.getLast());
        CompletableFuture<Void> stored = dying.recordAttempts(leases.get(1), 4).toCompletableFuture();
        pollUntil(dying, new ArrayList<>(), stored::isDone);
        assertThat(stored).isCompleted();
        try (QueueReader next = client.reader(queue, GROUP, new SliceRecorder())) {
            List<Lease> again = poll(next, 2);
            assertThat(texts(again)).containsExactly("record-1", "record-2");
            assertThat(again).extracting(Lease::attempts).containsExactly(4, 0);
            assertThat(again.getFirst().slice()).isNotEqualTo(leases.getFirst().slice());
            pollUntil(dying, new ArrayList<>(), () -> !slices.lost().isEmpty());
            assertThat(dying.recordAttempts(leases.get(1), 5).toCompletableFuture())
                    .isCompletedExceptionally();
            dying.acknowledge(again.getFirst());
        }
        dying.close();
    }

    @Test
    void shouldNotHandOverASliceBeforeItsLeasesAreSettled() {
        QueueConfig wide = KafkaBench.queue(topic, 2);
        client.admin().provision(wide, Set.of(GROUP));
        for (int n = 0; n < 40; n++) {
            AppendResult result = client.writer(wide)
                    .append(Entries.of(Bytes.utf8("key-" + n), Bytes.utf8("record-" + n)))
                    .toCompletableFuture()
                    .join();
            assertThat(result).isEqualTo(AppendResult.APPENDED);
        }
        Settling settling = new Settling();
        try (QueueReader first = client.reader(wide, GROUP, settling)) {
            settling.reader = first;
            pollUntil(first, settling.inHand, () -> settling.inHand.size() == 40);
            SliceRecorder slices = new SliceRecorder();
            List<Lease> second = new ArrayList<>();
            try (QueueReader other = client.reader(wide, GROUP, slices)) {
                pollUntil(first, new ArrayList<>(), () -> {
                    second.addAll(other.poll(Duration.ofMillis(50)));
                    return !slices.held().isEmpty();
                });
                second.addAll(other.poll(Duration.ofMillis(500)));
            }
            assertThat(settling.given).hasSize(1);
            assertThat(second).isEmpty();
        }
    }

    @Test
    void shouldRaiseAnAlarmOnceWhenEntriesAreGone() throws Exception {
        provisionAndAppend(10);
        try (QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            poll(reader, 10).subList(0, 3).forEach(reader::acknowledge);
        }
        try (Admin admin = KafkaBench.admin(servers)) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(8)))
                    .all()
                    .get();
        }
        try (KafkaQueueReader reader = (KafkaQueueReader) client.reader(queue, GROUP, new SliceRecorder())) {
            assertThat(texts(poll(reader, 2))).containsExactly("record-8", "record-9");
            assertThat(reader.gaps()).isEqualTo(1);
        }
        try (KafkaQueueReader reader = (KafkaQueueReader) client.reader(queue, GROUP, new SliceRecorder())) {
            assertThat(texts(poll(reader, 2))).containsExactly("record-8", "record-9");
            assertThat(reader.gaps()).isZero();
        }
    }

    @Test
    void shouldBeginAtTheBeginningWithoutAPosition() {
        provisionAndAppend(2);
        try (QueueReader reader =
                client.reader(queue, ConsumerGroup.ofTarget("test", "never-provisioned"), new SliceRecorder())) {
            assertThat(texts(poll(reader, 2))).containsExactly("record-0", "record-1");
        }
    }

    @Test
    void shouldWaitForATopicThatIsNotThereYet() {
        try (QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            assertThat(reader.poll(Duration.ofMillis(500))).isEmpty();
            provisionAndAppend(1);
            assertThat(texts(poll(reader, 1))).containsExactly("record-0");
        }
    }

    @Test
    void shouldSayThatTheTopicOfAnAppendDoesNotExist() {
        AppendResult result = append(client.writer(KafkaBench.queue("never-created", 1)), "record")
                .join();
        assertThat(result)
                .isInstanceOfSatisfying(
                        AppendResult.NotAppended.class,
                        answer -> assertThat(answer.why())
                                .startsWith("topic never-created does not exist in Kafka cluster default"));
    }

    @Test
    void shouldNotAppendWhatIsTooLarge() {
        provisionAndAppend(1);
        AppendResult result =
                append(client.writer(queue), Bytes.wrap(new byte[9 << 20])).join();
        assertThat(result)
                .isInstanceOfSatisfying(
                        AppendResult.TooLarge.class,
                        tooLarge -> assertThat(tooLarge.bytes()).isEqualTo(9 << 20));
    }

    @Test
    void shouldTakeWhatADefaultPayloadLimitAllows() {
        provisionAndAppend(1);
        AppendResult result = append(client.writer(queue), Bytes.wrap(new byte[(1 << 20) + 10_000]))
                .join();
        assertThat(result).isEqualTo(AppendResult.APPENDED);
    }

    @Test
    void shouldSpreadKeysOverAllTopics() {
        String other = Components.uniqueName("queue");
        QueueConfig both = new QueueConfig("kafka", "default", List.of(topic, other), List.of(), Map.of());
        client.admin().provision(both, Set.of(GROUP));
        for (int n = 0; n < 50; n++) {
            client.writer(both)
                    .append(Entries.of(Bytes.utf8("key-" + n % 10), Bytes.utf8("r")))
                    .toCompletableFuture()
                    .join();
        }
        try (QueueReader reader = client.reader(both, GROUP, new SliceRecorder())) {
            List<Lease> leases = poll(reader, 50);
            assertThat(leases.stream().map(lease -> lease.slice().queue())).contains(topic, other);
            assertThat(leases.stream()
                            .map(lease -> lease.key() + " " + lease.key().asUtf8() + lease.slice())
                            .distinct())
                    .hasSize(10);
        }
    }

    private QueueClient open(String... settings) {
        return new KafkaQueueProvider().open(KafkaBench.context(servers, settings));
    }

    private void provisionAndAppend(int count) {
        client.admin().provision(queue, Set.of(GROUP));
        for (int n = 0; n < count; n++) {
            untilAppended(client.writer(queue), "record-" + n);
        }
    }

    /** Settles all that is in hand of a slice before it lets go of it. */
    private static final class Settling implements SliceListener {
        private final List<Lease> inHand = new ArrayList<>();
        private final List<Slice> given = new ArrayList<>();
        private @Nullable QueueReader reader;

        @Override
        public void assigned(Set<Slice> slices) {}

        @Override
        public void revoked(Set<Slice> slices) {
            given.addAll(slices);
            QueueReader holder = Objects.requireNonNull(reader);
            inHand.stream().filter(lease -> slices.contains(lease.slice())).forEach(holder::acknowledge);
        }

        @Override
        public void lost(Set<Slice> slices) {
            throw new AssertionError("lost " + slices);
        }
    }
}
