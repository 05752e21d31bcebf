package io.walgateway.plugin.kafka.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.queue.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts of attempts become durable, whatever becomes of a single commit. */
class CommitCycleTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private final Commits consumer = new Commits();
    private final AssignedPartition slice =
            new AssignedPartition(new Slice(PARTITION.topic(), PARTITION.partition(), 1), Map.of());
    private long nanos;
    private final CommitCycle cycle = new CommitCycle(consumer, () -> nanos);

    CommitCycleTest() {
        consumer.assign(Set.of(PARTITION));
        slice.handOut(
                new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 0, new byte[0], new byte[0]),
                Instant.EPOCH);
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void shouldCommitAgainAfterACallThatThrew() {
        CompletableFuture<Void> stored = slice.recordAttempts(0, 1);
        consumer.what = What.THROWS;
        assertThatThrownBy(() -> run(Duration.ofSeconds(1))).isInstanceOf(TimeoutException.class);
        consumer.what = What.ANSWERS;
        run(Duration.ofSeconds(1));
        assertThat(stored).isCompleted();
    }

    @Test
    void shouldCommitAgainWhenNoAnswerComes() {
        CompletableFuture<Void> stored = slice.recordAttempts(0, 1);
        consumer.what = What.IS_SILENT;
        run(Duration.ofSeconds(1));
        consumer.what = What.ANSWERS;
        run(Duration.ofSeconds(80));
        assertThat(stored).as("one commit at a time").isNotDone();
        run(Duration.ofSeconds(11));
        assertThat(stored).isCompleted();
    }

    /** Kafka's client fails a commit as a whole when the broker does not know one of its partitions. */
    @Test
    void shouldStoreTheOthersThoughOnePartitionIsRefused() {
        TopicPartition gone = new TopicPartition("gone", 0);
        consumer.assign(Set.of(PARTITION, gone));
        AssignedPartition deleted = new AssignedPartition(new Slice(gone.topic(), gone.partition(), 1), Map.of());
        deleted.handOut(
                new ConsumerRecord<>(gone.topic(), gone.partition(), 0, new byte[0], new byte[0]), Instant.EPOCH);
        CompletableFuture<Void> never = deleted.recordAttempts(0, 1);
        CompletableFuture<Void> stored = slice.recordAttempts(0, 1);
        consumer.refused = gone.topic();
        run(Duration.ofSeconds(1), slice, deleted);
        run(Duration.ofSeconds(1), slice, deleted);
        assertThat(stored).isCompleted();
        CompletableFuture<Void> next = slice.recordAttempts(0, 2);
        run(Duration.ofSeconds(1), slice, deleted);
        assertThat(next).isCompleted();
        assertThat(never).isNotDone();
    }

    private void run(Duration later) {
        run(later, slice);
    }

    private void run(Duration later, AssignedPartition... slices) {
        nanos += later.toNanos();
        cycle.run(List.of(slices));
    }

    private enum What {
        ANSWERS,
        IS_SILENT,
        THROWS
    }

    private static final class Commits extends MockConsumer<byte[], byte[]> {
        private What what = What.ANSWERS;
        private String refused = "";

        Commits() {
            super("earliest");
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            switch (what) {
                case ANSWERS -> answer(offsets, callback);
                case IS_SILENT -> {}
                case THROWS -> throw new TimeoutException("no coordinator");
            }
        }

        private void answer(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            if (offsets.keySet().stream()
                    .noneMatch(partition -> partition.topic().equals(refused))) {
                super.commitAsync(offsets, callback);
            } else {
                callback.onComplete(
                        offsets, new RetriableCommitFailedException(new UnknownTopicOrPartitionException(refused)));
            }
        }
    }
}
