package io.walgateway.plugin.kafka.delay.report;

import io.walgateway.core.queue.DelayedCounts;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What lies in a report topic: for each partition of the delay topic, what is pending there.
 *
 * @param partition of the delay topic
 */
public record Report(int partition, DelayedCounts counts) {
    private static final int VALUE_SIZE = 6 * Long.BYTES;

    /** As it is appended to the report topic. */
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
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
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
