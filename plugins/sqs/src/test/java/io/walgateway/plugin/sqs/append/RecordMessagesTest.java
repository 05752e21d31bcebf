package io.walgateway.plugin.sqs.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.testkit.fake.queue.Entries;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class RecordMessagesTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(15);

    @Test
    void shouldFillAMessageWithTheLargestRecord() {
        assertThat(RecordMessages.recordBytesMax(0)).isEqualTo(786_432);
        for (int keyBytes : new int[] {0, 1, 100, 1024}) {
            Bytes key = Bytes.wrap(new byte[keyBytes]);
            Bytes record = Bytes.wrap(new byte[RecordMessages.recordBytesMax(keyBytes)]);
            assertThat(RecordMessages.toSend(Entries.of(key, record), false).bytes())
                    .isBetween(PendingSend.BYTES_MAX - 4, PendingSend.BYTES_MAX);
        }
    }

    @Test
    void shouldReadBackWhatItWrote() {
        Bytes record = Bytes.wrap(new byte[] {0, 1, (byte) 200, -1});
        Bytes key = Bytes.wrap(new byte[] {-1, 0, 5});
        PendingSend sent = RecordMessages.toSend(Entries.of(key, record), false);
        Message message = Message.builder()
                .body(sent.body())
                .messageAttributes(sent.attributes())
                .build();
        assertThat(RecordMessages.record(message)).isEqualTo(record);
        assertThat(RecordMessages.key(message)).isEqualTo(key);
    }

    @Test
    void shouldLeaveAsItIsWhatIsNoBase64() {
        Message message = Message.builder().body("{\"not\": \"ours\"}").build();
        assertThat(RecordMessages.record(message).asUtf8()).isEqualTo("{\"not\": \"ours\"}");
        assertThat(RecordMessages.key(message).isEmpty()).isTrue();
    }

    @Test
    void shouldNeverSwallowAnAppendAsADuplicate() {
        QueueEntry entry = Entries.of(Bytes.utf8("key"), Bytes.utf8("record"));
        Set<String> ids = IntStream.range(0, 100)
                .mapToObj(_ ->
                        RecordMessages.toSend(entry, true).fifo().orElseThrow().deduplicationId())
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(100).allMatch(id -> id.length() <= 128);
    }

    @Test
    void shouldGroupByKeyAndNothingElse() {
        UUID id = UUID.randomUUID();
        String plain = MessageGroups.of(Bytes.utf8("customer/17"), id);
        assertThat(plain)
                .isEqualTo("key-customer/17")
                .isEqualTo(MessageGroups.of(Bytes.utf8("customer/17"), new UUID(0, 0)));
        assertThat(MessageGroups.of(Bytes.EMPTY, id)).isEqualTo("id-" + id);
        assertThat(MessageGroups.of(Bytes.utf8("k".repeat(1024)), id))
                .hasSizeLessThanOrEqualTo(128)
                .isNotEqualTo(MessageGroups.of(Bytes.utf8("k".repeat(1023)), id));
        assertThat(MessageGroups.of(Bytes.wrap(new byte[] {-1}), id))
                .isNotEqualTo(MessageGroups.of(Bytes.wrap(new byte[] {-2}), id));
    }

    @Test
    void shouldNeverHoldBackLongerThanIsLeft() {
        assertThat(BatchRequest.delaySeconds(QueueEntry.AT_ONCE, NOW, LIMIT)).isZero();
        assertThat(BatchRequest.delaySeconds(NOW.plusMillis(999), NOW, LIMIT)).isZero();
        assertThat(BatchRequest.delaySeconds(NOW.plusMillis(5_999), NOW, LIMIT)).isEqualTo(5);
        assertThat(BatchRequest.delaySeconds(NOW.plusSeconds(901), NOW, LIMIT)).isEqualTo(900);
        assertThat(BatchRequest.delaySeconds(Instant.MAX, NOW, LIMIT)).isEqualTo(900);
        assertThat(BatchRequest.delaySeconds(NOW.plusSeconds(60), NOW, Duration.ofSeconds(2)))
                .isEqualTo(2);
    }
}
