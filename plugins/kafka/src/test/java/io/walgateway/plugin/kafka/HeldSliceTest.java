package io.walgateway.plugin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.queue.Slice;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class HeldSliceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final HeldSlice slice = new HeldSlice(new Slice("topic", 0, 1), Map.of());

    /** What has no due time is due when it was appended. */
    @Test
    void shouldNotBelieveATimestampThatIsAheadOfNow() {
        assertThat(appended(0, NOW.plusSeconds(3_600).toEpochMilli())).isEqualTo(NOW);
        assertThat(appended(1, Long.MAX_VALUE)).isEqualTo(NOW);
        assertThat(appended(2, NOW.minusSeconds(1).toEpochMilli())).isEqualTo(NOW.minusSeconds(1));
    }

    private Instant appended(long offset, long timestamp) {
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
                new RecordHeaders(),
                Optional.empty());
        return slice.handOut(record, NOW).appended();
    }
}
