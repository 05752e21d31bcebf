package io.walgateway.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.client.FakeGateway;
import io.walgateway.client.FakeGateway.Reaction;
import io.walgateway.client.WalClient;
import io.walgateway.client.WriteReceipt;
import io.walgateway.client.WriteRetries;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WalRetryProduceTest {
    private final TimeoutException away = new TimeoutException("topic orders not present in metadata");

    private final FakeGateway gateway = FakeGateway.start();
    private final WalClient client = WalClient.builder()
            .address(gateway.address())
            .retries(WriteRetries.NONE)
            .build();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Producer<byte[], byte[]> producer =
            WalRetry.onProduceFailure(kafka, client, "retries", RetryPolicy.DEFAULT);

    WalRetryProduceTest() throws IOException {}

    @AfterEach
    void close() {
        producer.close();
        client.close();
        gateway.close();
    }

    @Test
    void shouldLeaveAloneWhatKafkaTakes() throws Exception {
        Future<RecordMetadata> sent = producer.send(record());
        kafka.completeNext();

        assertThat(sent.get().hasOffset()).isTrue();
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void shouldHandOverAllOfARecordThatKafkaDoesNotTake() throws Exception {
        List<String> told = new ArrayList<>();
        Future<RecordMetadata> sent =
                producer.send(record(), (metadata, failure) -> told.add(metadata.hasOffset() + " " + failure));
        kafka.errorNext(away);

        assertThat(sent.get().hasOffset()).isFalse();
        assertThat(sent.get().topic()).isEqualTo("orders");
        assertThat(told).containsExactly("false null");
        WriteToLogRequest request = gateway.requests().getFirst();
        assertThat(request.getNamespace()).isEqualTo("retries");
        assertThat(request.getPayload().toStringUtf8()).isEqualTo("value");
        assertThat(request.getOrderingKey().toStringUtf8()).isEqualTo("key");
        assertThat(request.getLifecycle().getWriteTime().getSeconds()).isEqualTo(1_700_000_000);
        assertThat(request.getLifecycle().getDelay().getSeconds()).isEqualTo(1);
        KafkaTarget target = request.getTarget().getKafka();
        assertThat(target.getTopic()).isEqualTo("orders");
        assertThat(target.getHeaders(0).getKey()).isEqualTo("trace");
        assertThat(target.getHeaders(0).getValue().toStringUtf8()).isEqualTo("t-1");
        assertThat(target.getHeaders(1).getKey()).isEqualTo(RetryHeaders.ERROR);
    }

    @Test
    void shouldHandOverTombstones() throws Exception {
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("orders", bytes("key"), null));
        kafka.errorNext(away);

        assertThat(sent.get().hasOffset()).isFalse();
        assertThat(gateway.requests().getFirst().getTarget().getKafka().getTombstone())
                .isTrue();
    }

    @Test
    void shouldSayBothFailuresWhenTheGatewayDoesNotTakeItEither() {
        gateway.next(Reaction.FALSE);
        Future<RecordMetadata> sent = producer.send(record());
        kafka.errorNext(away);

        assertThatThrownBy(sent::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(HandOverException.class, failure -> {
                    assertThat(failure.receipt()).isEqualTo(new WriteReceipt.NotDurable("scripted"));
                    assertThat(failure).hasCause(away);
                });
    }

    @Test
    void shouldNotHandOverWhatNobodyCanSend() {
        Future<RecordMetadata> sent = producer.send(record());
        kafka.errorNext(new ProducerFencedException("another one"));

        assertThatThrownBy(sent::get).cause().isInstanceOf(ProducerFencedException.class);
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void shouldHandOverManyFailuresThatComeAtOnce() {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            sent.add(producer.send(record()));
        }
        for (int i = 0; i < 5_000; i++) {
            kafka.errorNext(away);
        }
        producer.flush();

        assertThat(sent).allMatch(Future::isDone).allMatch(future -> future.state() == Future.State.SUCCESS);
        assertThat(gateway.requests()).hasSize(5_000);
    }

    @Test
    void shouldRefuseTransactions() {
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(UnsupportedOperationException.class);
    }

    private static ProducerRecord<byte[], byte[]> record() {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>("orders", null, 1_700_000_000_000L, bytes("key"), bytes("value"));
        record.headers().add("trace", bytes("t-1"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
