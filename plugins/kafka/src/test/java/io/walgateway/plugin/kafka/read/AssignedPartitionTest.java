package io.walgateway.plugin.kafka.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AssignedPartitionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final AssignedPartition slice = new AssignedPartition(new Slice("topic", 0, 1), Map.of());

    /** What has no due time is due when it was appended. */
    @Test
    void shouldNotBelieveATimestampThatIsAheadOfNow() {
        assertThat(appended(0, NOW.plusSeconds(3_600).toEpochMilli())).isEqualTo(NOW);
        assertThat(appended(1, Long.MAX_VALUE)).isEqualTo(NOW);
        assertThat(appended(2, NOW.minusSeconds(1).toEpochMilli())).isEqualTo(NOW.minusSeconds(1));
    }

    @Test
    void shouldHandOutTheHeadersOfARecord() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", new byte[] {1}).add("b", null).add("a", new byte[0]);
        assertThat(lease(0, NOW.toEpochMilli(), headers).headers())
                .containsExactly(
                        Header.of("a", Bytes.wrap(new byte[] {1})),
                        new Header("b", Optional.empty()),
                        Header.of("a", Bytes.EMPTY));
    }

    private Instant appended(long offset, long timestamp) {
        return lease(offset, timestamp, new RecordHeaders()).appended();
    }

    private Lease lease(long offset, long timestamp, RecordHeaders headers) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "topic",
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                headers,
                Optional.empty());
        return slice.handOut(record, NOW);
    }
}
