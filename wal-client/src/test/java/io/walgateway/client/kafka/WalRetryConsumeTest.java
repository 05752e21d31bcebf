package io.walgateway.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.walgateway.client.FakeGateway;
import io.walgateway.client.FakeGateway.Reaction;
import io.walgateway.client.WalClient;
import io.walgateway.client.WriteRetries;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalRetryConsumeTest {
    private final IllegalStateException broken = new IllegalStateException("no stock");

    private final FakeGateway gateway = FakeGateway.start();
    private final WalClient client = WalClient.builder()
            .address(gateway.address())
            .retries(WriteRetries.NONE)
            .build();

    WalRetryConsumeTest() throws IOException {}

    @AfterEach
    void close() {
        client.close();
        gateway.close();
    }

    @Test
    void shouldLeaveAloneWhatIsHandled() throws Exception {
        WalRetry.onConsumeFailure(_ -> {}, client, "retries", RetryPolicy.DEFAULT)
                .handle(record(0));
        assertThat(gateway.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 5", "2, 25", "3, 125"})
    void shouldHandOverWhatFailsWithABackoffByItsAttempts(int before, long seconds) throws Exception {
        failing(RetryPolicy.DEFAULT).handle(record(before));

        WriteToLogRequest request = gateway.requests().getFirst();
        assertThat(request.getLifecycle().getDelay().getSeconds()).isEqualTo(seconds);
        assertThat(request.getLifecycle().getDelayJitter()).isEqualTo(0.2);
        assertThat(request.getPayload().toStringUtf8()).isEqualTo("value");
        assertThat(request.getOrderingKey().toStringUtf8()).isEqualTo("key");
        KafkaTarget target = request.getTarget().getKafka();
        assertThat(target.getTopic()).isEqualTo("orders");
        assertThat(headers(target))
                .containsOnly(
                        Map.entry("trace", "t-1"),
                        Map.entry(RetryHeaders.ATTEMPTS, Integer.toString(before + 1)),
                        Map.entry(RetryHeaders.ORIGIN, "orders/3@4711"),
                        Map.entry(RetryHeaders.ERROR, "java.lang.IllegalStateException: no stock"));
    }

    @Test
    void shouldHandOverTheSameRecordWithTheSameToken() throws Exception {
        failing(RetryPolicy.DEFAULT).handle(record(0));
        failing(RetryPolicy.DEFAULT).handle(record(0));

        assertThat(gateway.requests().stream().map(WriteToLogRequest::getIdempotencyToken))
                .containsExactly("retry orders orders/3@4711", "retry orders orders/3@4711");
    }

    @Test
    void shouldUseTheRetryTopicAndCluster() throws Exception {
        failing(RetryPolicy.DEFAULT.by("orders-retry").in("west")).handle(record(0));

        KafkaTarget target = gateway.requests().getFirst().getTarget().getKafka();
        assertThat(target.getTopic()).isEqualTo("orders-retry");
        assertThat(target.getCluster()).isEqualTo("west");
    }

    @Test
    void shouldThrowTheLastFailure() {
        assertThatThrownBy(() -> failing(RetryPolicy.DEFAULT).handle(record(4))).isSameAs(broken);
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void shouldDeadLetterAfterTheLastAttempt() throws Exception {
        failing(RetryPolicy.DEFAULT.endingIn("orders-dead")).handle(record(4));

        WriteToLogRequest request = gateway.requests().getFirst();
        assertThat(request.getTarget().getKafka().getTopic()).isEqualTo("orders-dead");
        assertThat(request.getLifecycle().getDelay().getSeconds()).isZero();
        assertThat(headers(request.getTarget().getKafka())).containsEntry(RetryHeaders.ATTEMPTS, "5");
    }

    @Test
    void shouldThrowWhenTheGatewayDoesNotTakeIt() {
        gateway.next(Reaction.UNKNOWN);
        assertThatThrownBy(() -> failing(RetryPolicy.DEFAULT).handle(record(0)))
                .isInstanceOf(HandOverException.class)
                .hasMessageStartingWith("orders/3@4711 failed")
                .hasCause(broken);
    }

    private RecordHandler<byte[], byte[]> failing(RetryPolicy policy) {
        return WalRetry.onConsumeFailure(
                _ -> {
                    throw broken;
                },
                client,
                "retries",
                policy);
    }

    private static ConsumerRecord<byte[], byte[]> record(int attempts) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("orders", 3, 4711, bytes("key"), bytes("value"));
        record.headers().add("trace", bytes("t-1")).add("wal-message-id", bytes("an older one"));
        if (attempts > 0) {
            record.headers().add(new RecordHeader(RetryHeaders.ATTEMPTS, bytes(Integer.toString(attempts))));
        }
        return record;
    }

    private static Map<String, String> headers(KafkaTarget target) {
        return target.getHeadersList().stream()
                .collect(Collectors.toMap(KafkaHeader::getKey, header -> text(header.getValue())));
    }

    private static String text(ByteString bytes) {
        return bytes.toStringUtf8();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
