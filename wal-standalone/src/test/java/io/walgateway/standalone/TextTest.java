package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.proto.v1.DeadLetter;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.standalone.command.DeadLetterText;
import io.walgateway.standalone.command.PayloadText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void shouldShowTextAsItIsAndOtherBytesInBase64() {
        assertThat(PayloadText.of("grüß\tdich".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("grüß\tdich");
        assertThat(PayloadText.of(new byte[] {(byte) 0xff, 0})).isEqualTo("base64:/wA=");
        assertThat(PayloadText.of(new byte[] {7})).isEqualTo("base64:Bw==");
        assertThat(PayloadText.of(null)).isEqualTo("(none)");
    }

    @Test
    void shouldShowWhyARecordIsADeadLetter() {
        LogRecord record = LogRecord.newBuilder()
                .setNamespace("orders")
                .setMessageId(ByteString.copyFrom(new byte[16]))
                .setPayload(ByteString.copyFromUtf8("{\"id\":1}"))
                .setOrderingKey(ByteString.copyFromUtf8("o-1"))
                .setWriteTime(Timestamp.newBuilder().setSeconds(1))
                .setDeadLetter(DeadLetter.newBuilder()
                        .setTarget("cassandra")
                        .setReason(DeadLetterReason.DEAD_LETTER_REASON_REJECTED)
                        .setLastError("id: 1 (expected: text)")
                        .setAttempts(1)
                        .setLastAttemptTime(Timestamp.newBuilder().setSeconds(2))
                        .setOrigin("orders/3@4711"))
                .build();

        assertThat(DeadLetterText.of(record.toByteArray()))
                .startsWith("{\"id\":1}\n")
                .contains("message id   00000000-0000-0000-0000-000000000000")
                .contains("key          o-1")
                .contains("written      1970-01-01T00:00:01Z")
                .contains("reason       REJECTED")
                .contains("error        id: 1 (expected: text)")
                .contains("attempts     1")
                .contains("first        (none)")
                .contains("last         1970-01-01T00:00:02Z")
                .contains("origin       orders/3@4711");
    }

    @Test
    void shouldShowWhatIsNoRecordAsWhatItIs() {
        assertThat(DeadLetterText.of("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo("hello\n  (not a LogRecord)");
    }
}
