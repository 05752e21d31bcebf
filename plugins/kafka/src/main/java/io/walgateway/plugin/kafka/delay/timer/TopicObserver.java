package io.walgateway.plugin.kafka.delay.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls where a delay topic ends and how far it has been read, and deletes the records that the store has: they are
 * durable in the changelog before their offset is committed.
 */
final class TopicObserver {
    private static final Logger LOG = LoggerFactory.getLogger(TopicObserver.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
    private static final Duration PURGE_INTERVAL = Duration.ofSeconds(30);

    private final Admin admin;
    private final DelayTopics topics;
    private final ReadProgress tail;
    private final List<TopicPartition> partitions;
    private long purgedNanos = System.nanoTime();

    TopicObserver(Admin admin, DelayTopics topics, ReadProgress tail, int partitions) {
        this.admin = admin;
        this.topics = topics;
        this.tail = tail;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topics.held(), partition))
                .toList();
    }

    /** True if any entry was ever delayed here. Blocks for some seconds at most. */
    boolean isUsed() throws InterruptedException {
        try {
            return await(admin.listOffsets(all(OffsetSpec.latest())).all()).values().stream()
                    .anyMatch(end -> end.offset() > 0);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Expected to learn whether {} is in use, but: {}", topics.held(), reason(e));
            return false;
        }
    }

    /** Blocks for some seconds at most. */
    void observe() throws InterruptedException {
        boolean purging = System.nanoTime() - purgedNanos > PURGE_INTERVAL.toNanos();
        if (!tail.wantsNews() && !purging) {
            return;
        }
        try {
            Instant asked = tail.now();
            var ends = admin.listOffsets(all(OffsetSpec.latest())).all();
            var committed = admin.listConsumerGroupOffsets(topics.application()).partitionsToOffsetAndMetadata();
            Map<Integer, Long> endsThen = new HashMap<>();
            await(ends).forEach((partition, end) -> endsThen.put(partition.partition(), end.offset()));
            Map<TopicPartition, Long> positions = positions(await(committed));
            Map<Integer, Long> committedThen = new HashMap<>();
            positions.forEach((partition, position) -> committedThen.put(partition.partition(), position));
            tail.news(asked, endsThen, committedThen);
            if (purging) {
                purgedNanos = System.nanoTime();
                purge(positions);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Expected to learn how far {} is read, but: {}", topics.held(), reason(e));
        }
    }

    private void purge(Map<TopicPartition, Long> positions) throws InterruptedException {
        Map<TopicPartition, RecordsToDelete> stored = new HashMap<>();
        positions.forEach((partition, position) -> stored.put(partition, RecordsToDelete.beforeOffset(position)));
        try {
            await(admin.deleteRecords(stored).all());
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Expected to truncate {}, but it keeps what its store has already: {}", topics.held(), reason(e));
        }
    }

    private Map<TopicPartition, OffsetSpec> all(OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, spec));
        return specs;
    }

    private Map<TopicPartition, Long> positions(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null && partitions.contains(partition)) {
                positions.put(partition, offset.offset());
            }
        });
        return positions;
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String reason(Exception error) {
        Throwable cause = error.getCause();
        return (cause == null ? error : cause).toString();
    }
}
