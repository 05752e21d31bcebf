package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Payloads that lie in durable storage. One of 20 MiB goes through Kafka, whose records it does not fit into, by way of Cassandra; the consumer is killed
 * meanwhile. When both targets have it, Cassandra has it no longer.
 */
class LargePayloadIT {
    private static final int BYTES = 20 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("large");
    private final String first = name + "-first";
    private final String second = name + "-second";

    @Test
    void shouldDeliverWhatIsLargerThanTheQueuesRecordsAndRemoveItAfterwards() throws Exception {
        Topics.createLarge(system, first);
        Topics.createLarge(system, second);
        byte[] payload = new byte[BYTES];
        new Random(1).nextBytes(payload);
        var toFirst = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        var toSecond = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                Tables tables = new Tables(system);
                TopicReader firstReader = open(first, toFirst);
                TopicReader secondReader = open(second, toSecond)) {
            operator.put(name, NamespaceDocuments.largeToTopics(name, first, second));
            gateway.awaitServed(name);
            long start = System.nanoTime();
            var answer = gateway.write(
                    WriteToLogRequest.newBuilder()
                            .setNamespace(name)
                            .setPayload(ByteString.copyFrom(payload))
                            .build(),
                    PATIENCE);
            assertThat(answer.getDurable()).as(answer.getMessage()).isEqualTo(Trilean.TRILEAN_TRUE);
            System.out.printf("20 MiB durable after %d ms%n", (System.nanoTime() - start) / 1_000_000);
            system.consumer().kill();
            system.consumer().start();

            await().atMost(PATIENCE).until(() -> firstReader.count() > 0 && secondReader.count() > 0);
            await("the payload's removal, with a note for each target")
                    .atMost(PATIENCE)
                    .until(
                            () -> tables.stored("claim/" + name + "/"),
                            stored ->
                                    stored.size() == 2 && stored.stream().allMatch(item -> item.contains("/settled ")));
        }
        assertThat(Arrays.equals(toFirst.getFirst().value(), payload)).isTrue();
        assertThat(Arrays.equals(toSecond.getFirst().value(), payload)).isTrue();
    }

    @Test
    void shouldShowThePayloadOfADeadLetterFromDurableStorage() throws Exception {
        byte[] payload = new byte[9 << 20];
        new Random(2).nextBytes(payload);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            // Records of more than 1 MiB are refused there for good.
            Topics.create(system, name + "-small", 1);
            operator.put(name, NamespaceDocuments.toTopic(name + "-small"));
            gateway.awaitServed(name);
            var answer = gateway.write(
                    WriteToLogRequest.newBuilder()
                            .setNamespace(name)
                            .setPayload(ByteString.copyFrom(payload))
                            .build(),
                    PATIENCE);
            assertThat(answer.getDurable()).as(answer.getMessage()).isEqualTo(Trilean.TRILEAN_TRUE);

            DeadLetterCalls letters = new DeadLetterCalls(operator, name);
            await().atMost(PATIENCE).until(() -> letters.count("open") == 1);
            long id = letters.get("").path("dead_letters").path(0).path("id").asLong();
            JsonNode letter = letters.get("/" + id);
            assertThat(letter.path("payload_bytes").asInt()).isEqualTo(payload.length);
            assertThat(letter.path("claim").path("bytes").asInt()).isEqualTo(payload.length);
            assertThat(letter.path("claim").path("storage").asString()).isEqualTo("cassandra wal");
            assertThat(letter.has("payload")).isFalse();
            assertThat(Arrays.equals(
                            operator.bytes("/v1/namespaces/" + name + "/dead-letters/" + id + "/payload"), payload))
                    .isTrue();
        }
    }

    private TopicReader open(String topic, CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>> records) {
        return TopicReader.open(system.kafka().bootstrapServers(), topic, records);
    }
}
