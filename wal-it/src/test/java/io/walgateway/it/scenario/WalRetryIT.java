package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.client.WalClient;
import io.walgateway.client.kafka.HandOverException;
import io.walgateway.client.kafka.RecordHandler;
import io.walgateway.client.kafka.RetryHeaders;
import io.walgateway.client.kafka.RetryPolicy;
import io.walgateway.client.kafka.WalRetry;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications whose own Kafka failed, with the gateway behind them. */
class WalRetryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RetryPolicy POLICY =
            RetryPolicy.DEFAULT.backoff(Duration.ofMillis(300), 2, Duration.ofSeconds(5));

    private final WalSystem system = WalSystem.running();
    private final String namespace = Components.uniqueName("retries");
    private final String topic = namespace + "-orders";
    private final WalClient client = WalClient.to("127.0.0.1:" + system.grpcPort());
    private final List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serve() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(namespace, """
                    {"persistence_configurations": {"persistence_configuration": [
                       {"physical_storage": {"type": "KAFKA"}}]},
                     "retry": {"max-attempts": 1000, "backoff.initial": "200ms", "backoff.max": "1s"}}
                    """);
            gateway.awaitServed(namespace);
        }
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldBringWhatAProducerCouldNotSend() throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", system.kafka().bootstrapServers(), "max.block.ms", 500);
        try (Producer<byte[], byte[]> producer = WalRetry.onProduceFailure(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                client,
                namespace,
                POLICY)) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes("key"), bytes("value"));
            record.headers().add("trace", bytes("t-1"));
            Future<RecordMetadata> sent = producer.send(record);

            assertThat(sent.get().hasOffset())
                    .as("taken by Kafka, which has no such topic")
                    .isFalse();
            Topics.create(system, topic, 1);
            assertThat(awaitRecords(1)).satisfies(arrived -> {
                assertThat(arrived.key()).isEqualTo(bytes("key"));
                assertThat(arrived.value()).isEqualTo(bytes("value"));
                assertThat(header(arrived, "trace")).isEqualTo("t-1");
            });
            assertThat(producer.send(record).get().hasOffset()).isTrue();
        }
    }

    @Test
    void shouldBringARecordAgainUntilItIsHandled() throws Exception {
        Topics.create(system, topic, 1);
        List<Integer> failedBefore = new CopyOnWriteArrayList<>();
        RecordHandler<byte[], byte[]> handler = WalRetry.onConsumeFailure(
                record -> {
                    failedBefore.add(RetryHeaders.attempts(record.headers()));
                    if (failedBefore.size() < 3) {
                        throw new IllegalStateException("failure " + failedBefore.size());
                    }
                },
                client,
                namespace,
                POLICY);
        try (TopicReader _ =
                TopicReader.open(system.kafka().bootstrapServers(), topic, record -> handle(handler, record))) {
            client.writeAndWait(io.walgateway.client.Write.to(namespace)
                    .orderingKey("key")
                    .payload("value")
                    .toTopic(topic));
            await().atMost(PATIENCE).until(() -> failedBefore.size() == 3);
        }

        assertThat(failedBefore).containsExactly(0, 1, 2);
        assertThat(records)
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsOnly("value");
        ConsumerRecord<byte[], byte[]> last = records.getLast();
        assertThat(header(last, RetryHeaders.ERROR)).contains("failure 2");
        assertThat(header(last, RetryHeaders.ORIGIN)).isEqualTo(topic + "/0@1");
        assertThat(last.headers().headers("wal-message-id")).hasSize(1);
        assertThat(header(records.get(2), RetryHeaders.WRITE_TIME))
                .as("that of the first write")
                .isEqualTo(header(records.get(0), RetryHeaders.WRITE_TIME));
    }

    private void handle(RecordHandler<byte[], byte[]> handler, ConsumerRecord<byte[], byte[]> record) {
        records.add(record);
        try {
            handler.handle(record);
        } catch (HandOverException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("Expected the record to be handed over, but it was not", e);
        }
    }

    private ConsumerRecord<byte[], byte[]> awaitRecords(int count) {
        try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), topic, records::add)) {
            await().atMost(PATIENCE).until(() -> reader.count() >= count);
        }
        return records.getFirst();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
