package io.walgateway.plugin.kafka.delay;

import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.delay.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the newest reports of pending entries. */
final class ReportReader implements AutoCloseable {
    private static final Duration READ_MAX = Duration.ofSeconds(5);
    private static final long FEWEST = 1_000;
    private static final long FOR_EACH_PARTITION = 100;

    private final ClusterSettings cluster;
    private final Consumer<byte[], byte[]> consumer;

    ReportReader(ClusterSettings cluster, String clientId) {
        this.cluster = cluster;
        this.consumer = new KafkaConsumer<>(cluster.consumer(clientId, clientId));
    }

    /** @throws QueueUnavailableException when the reports cannot be read in time */
    DelayedCounts read(String topic, int partitions) {
        TopicPartition reports = new TopicPartition(topic, 0);
        Map<Integer, DelayedCounts> newest = new HashMap<>();
        if (partitions > 0) {
            consumer.assign(List.of(reports));
            try {
                readTail(reports, FEWEST + FOR_EACH_PARTITION * partitions, newest);
            } catch (TimeoutException e) {
                throw new QueueUnavailableException("Expected " + cluster.name() + " to answer in time", e);
            }
        }
        DelayedCounts sum = DelayedCounts.NONE;
        for (int partition = 0; partition < partitions; partition++) {
            sum = sum.plus(newest.getOrDefault(partition, DelayedCounts.none(Instant.EPOCH)));
        }
        return sum;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void readTail(TopicPartition reports, long count, Map<Integer, DelayedCounts> newest) {
        long end = consumer.endOffsets(List.of(reports)).getOrDefault(reports, 0L);
        long begin = consumer.beginningOffsets(List.of(reports)).getOrDefault(reports, 0L);
        consumer.seek(reports, Math.max(begin, end - count));
        long startedNanos = System.nanoTime();
        while (consumer.position(reports) < end) {
            if (System.nanoTime() - startedNanos > READ_MAX.toNanos()) {
                throw new TimeoutException("reports of " + reports.topic() + " are not read to their end");
            }
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                if (record.value() != null) {
                    Report report = Report.of(record.key(), record.value());
                    newest.put(report.partition(), report.counts());
                }
            });
        }
    }
}
