package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.Target;
import io.walgateway.testkit.component.Components;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Two namespaces on one Kafka: what is one's is never the other's. Enforces promise 13. */
class TwoNamespacesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final WalSystem system = WalSystem.running();
    private final String first = Components.uniqueName("owner");
    private final String second = Components.uniqueName("other");

    @Test
    void shouldLeaveEachNamespaceItsOwnQueues() throws Exception {
        Topics.create(system, first + "-out", 1);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            operator.put(first, NamespaceDocuments.toTopic(first + "-out"));
            for (String taken : new String[] {first, first + "-dlq", first + "-delay", first + "-out"}) {
                refused(operator, NamespaceDocuments.toTopicInOrder(second + "-out", taken), 409, first);
            }
            refused(operator, NamespaceDocuments.toTopic(first), 409, first);
            refused(operator, NamespaceDocuments.toTopic(second), 422, "a queue of this namespace");
            refused(operator, NamespaceDocuments.toTopicInOrder("x", "__consumer_offsets"), 422, "for themselves");
            operator.put(second, NamespaceDocuments.toTopic(second + "-out"));
        }
        try (Gateway gateway = new Gateway(system)) {
            gateway.awaitServed(first);
            gateway.awaitServed(second);
            Target theirs = Target.newBuilder()
                    .setKafka(KafkaTarget.newBuilder().setTopic(second))
                    .build();
            assertThatThrownBy(() -> gateway.write(
                            Gateway.request(first, "p").setTarget(theirs).build()))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refusal ->
                                    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT))
                    .hasMessageContaining("a queue of namespace " + second);
        }
    }

    @Test
    void shouldListARecordOfAnotherNamespaceAmongTheOwnersDeadLetters() throws Exception {
        Topics.create(system, first + "-out", 1);
        Topics.create(system, second + "-out", 1);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            operator.put(first, NamespaceDocuments.toTopic(first + "-out"));
            operator.put(second, NamespaceDocuments.toTopic(second + "-out"));
            append(first, second, "foreign");
            append(first, first, "own");

            var delivered = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
            try (TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), first + "-out", delivered)) {
                await("the own record").atMost(PATIENCE).until(() -> !delivered.isEmpty());
            }
            DeadLetterCalls letters = new DeadLetterCalls(operator, first);
            await("the foreign record").atMost(PATIENCE).until(() -> letters.count("open") == 1);
            assertThat(letters.get("").at("/dead_letters/0/reason").asString()).isEqualTo("malformed");
            assertThat(new DeadLetterCalls(operator, second).imported()).isZero();
            assertThat(delivered)
                    .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .containsOnly("own");
        }
    }

    private void refused(ControlPlaneCalls operator, String document, int status, String why) throws Exception {
        HttpResponse<String> answer = operator.send("PUT", "/v1/namespaces/" + second, document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(why);
    }

    private void append(String topic, String namespace, String payload) throws Exception {
        byte[] record = LogRecord.newBuilder()
                .setNamespace(namespace)
                .setPayload(ByteString.copyFromUtf8(payload))
                .build()
                .toByteArray();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, record)).get();
        }
    }
}
