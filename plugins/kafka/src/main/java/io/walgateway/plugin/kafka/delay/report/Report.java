package io.walgateway.plugin.kafka.delay.report;

import io.walgateway.core.queue.DelayedCounts;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record of a report topic: the counts of pending entries in one partition of the delay topic.
 *
 * @param partition the partition of the delay topic
 */
public record Report(int partition, DelayedCounts counts) {
    private static final int VALUE_SIZE = 6 * Long.BYTES;

    /** The record to append to the report topic. */
    public ProducerRecord<byte[], byte[]> record(String topic) {
        byte[] key = ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
        byte[] value = ByteBuffer.allocate(VALUE_SIZE)
                .putLong(counts.asOf().toEpochMilli())
                .putLong(counts.due())
                .putLong(counts.withinMinute())
                .putLong(counts.withinHour())
                .putLong(counts.withinDay())
                .putLong(counts.later())
                .array();
        return new ProducerRecord<>(topic, 0, key, value);
    }

    /**
     * Reads a report.
     *
     * @throws IllegalArgumentException when the record is not a report
     */
    public static Report of(byte[] key, byte[] value) {
        if (key == null || value == null || key.length != Integer.BYTES || value.length < VALUE_SIZE) {
            throw new IllegalArgumentException("Expected a report, but found a record of another kind");
        }
        ByteBuffer buffer = ByteBuffer.wrap(value);
        Instant asOf = Instant.ofEpochMilli(buffer.getLong());
        return new Report(
                ByteBuffer.wrap(key).getInt(),
                new DelayedCounts(
                        buffer.getLong(),
                        buffer.getLong(),
                        buffer.getLong(),
                        buffer.getLong(),
                        buffer.getLong(),
                        0,
                        asOf));
    }
}
