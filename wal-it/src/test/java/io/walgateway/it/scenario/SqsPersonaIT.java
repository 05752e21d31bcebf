package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.SqsQueues;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SQS underneath: the delay queue as published, targets with queues of their own, and order where it is asked for. */
class SqsPersonaIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LARGE_BYTES = 20 << 20;
    /** The one owner of the queues that are published. */
    private static final String PDS = Components.uniqueName("pds");

    private final WalSystem system = WalSystem.running();
    private final Gateway gateway = new Gateway(system);
    private final InstantSource clock = InstantSource.system();
    private final String topic = Components.uniqueName("arrived");
    private final Map<String, Instant> arrivals = new ConcurrentHashMap<>();
    private final List<String> arrived = new CopyOnWriteArrayList<>();

    @BeforeEach
    void createTopic() throws Exception {
        Topics.create(system, topic, 1);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** The queue itself holds back for two seconds here, so that seven are three hops and a rest. */
    @Test
    void shouldServeTheDelayQueueAsPublished() throws Exception {
        String name = PDS;
        put(name, Files.readString(Path.of("../config/namespaces/personas/delay-queue.json")));
        gateway.awaitServed(name);
        try (TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), topic, this::arrived)) {
            Map<String, Instant> due = new ConcurrentHashMap<>();
            for (int seconds : new int[] {0, 5, 7}) {
                String payload = "after " + seconds + " s";
                Instant before = clock.instant();
                gateway.awaitTrue(delayed(name, payload, seconds), PATIENCE);
                due.put(payload, before.plusSeconds(seconds));
            }
            await().atMost(PATIENCE).until(() -> arrivals.keySet().containsAll(due.keySet()));
            due.forEach((payload, at) -> {
                Duration late = Duration.between(at, arrivals.get(payload));
                System.out.printf("%s: %d ms late%n", payload, late.toMillis());
                assertThat(late).as(payload).isGreaterThanOrEqualTo(Duration.ZERO);
            });
        }
    }

    @Test
    void shouldCarryALargePayloadAsPublished() throws Exception {
        String name = PDS;
        put(name, Files.readString(Path.of("../config/namespaces/personas/delay-queue.json")));
        gateway.awaitServed(name);
        Topics.createLarge(system, topic + "-large");
        byte[] payload = new byte[LARGE_BYTES];
        new Random(1).nextBytes(payload);
        var records = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        WriteToLogRequest request = WriteToLogRequest.newBuilder()
                .setNamespace(name)
                .setPayload(ByteString.copyFrom(payload))
                .setTarget(Target.newBuilder()
                        .setKafka(KafkaTarget.newBuilder().setCluster("large").setTopic(topic + "-large")))
                .build();
        try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), topic + "-large", records)) {
            gateway.awaitTrue(request, PATIENCE);
            await().atMost(PATIENCE).until(() -> reader.count() > 0);
        }
        assertThat(Arrays.equals(records.getFirst().value(), payload)).isTrue();
    }

    @Test
    void shouldNotDeliverWhatWasTakenBack() throws Exception {
        String name = Components.uniqueName("regret");
        put(name, """
                {"persistence_configurations": {"persistence_configuration": [{"physical_storage": {"type": "SQS"}}]}}
                """);
        gateway.awaitServed(name);
        try (TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), topic, this::arrived);
                ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            String unwanted =
                    gateway.awaitTrue(delayed(name, "unwanted", 3), PATIENCE).getMessageId();
            gateway.awaitTrue(delayed(name, "wanted", 4), PATIENCE);
            String path = "/v1/namespaces/" + name + "/delayed/" + unwanted;
            assertThat(operator.send("DELETE", path, "").statusCode()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> arrived.contains("wanted"));
            SqsQueues queues = new SqsQueues(system);
            await().atMost(PATIENCE).until(() -> queues.count(name) == 0);
        }
        assertThat(arrived).containsExactly("wanted");
    }

    @Test
    void shouldGiveEachTargetItsOwnQueueAndCountItsFailures() throws Exception {
        String name = Components.uniqueName("two");
        put(name, """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "SQS"},
                   "config": {"targets": [
                     {"name": "good", "type": "kafka", "topic": "%s"},
                     {"name": "bad", "type": "failing"}]}}]},
                 "retry": {"max-attempts": 3, "backoff.initial": "100ms"}}
                """.formatted(topic));
        SqsQueues queues = new SqsQueues(system);
        try (TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), topic, this::arrived);
                ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            gateway.awaitTrue(Gateway.request(name, "hello").build(), PATIENCE);
            await().atMost(PATIENCE).until(() -> arrived.contains("hello"));
            // The control plane takes it out of the dead-letter queue.
            DeadLetterCalls letters = new DeadLetterCalls(operator, name);
            await().atMost(PATIENCE).until(() -> letters.imported() == 1);
            await().atMost(PATIENCE)
                    .until(() ->
                            queues.count(name + "-good") + queues.count(name + "-bad") + queues.count(name + "-dlq")
                                    == 0);
        }
        assertThat(arrived).containsExactly("hello");
    }

    @Test
    void shouldKeepTheOrderOfAKeyInFifoQueuesAndRefuseDelays() throws Exception {
        String name = Components.uniqueName("ordered");
        put(name, """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "SQS"},
                   "config": {"wal-queue": ["%s.fifo"], "target": {"type": "kafka", "topic": "%s"}}}]},
                 "ordering": "key"}
                """.formatted(name, topic));
        List<String> written =
                IntStream.range(0, 60).mapToObj("%02d"::formatted).toList();
        try (TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), topic, this::arrived)) {
            for (String payload : written) {
                gateway.awaitTrue(
                        Gateway.request(name, payload)
                                .setOrderingKey(ByteString.copyFromUtf8("key"))
                                .build(),
                        PATIENCE);
            }
            await().atMost(PATIENCE).until(() -> arrived.size() >= written.size());
        }
        assertThat(arrived.stream().distinct()).containsExactlyElementsOf(written);
        assertThatThrownBy(() -> gateway.write(delayed(name, "later", 1)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining("lifecycle.delay");
    }

    private WriteToLogRequest delayed(String name, String payload, int seconds) {
        return Gateway.request(name, payload)
                .setLifecycle(Lifecycle.newBuilder()
                        .setDelay(com.google.protobuf.Duration.newBuilder().setSeconds(seconds)))
                .setTarget(Target.newBuilder().setKafka(KafkaTarget.newBuilder().setTopic(topic)))
                .build();
    }

    private void put(String name, String document) throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            operator.put(name, document);
        }
    }

    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        String payload = new String(record.value(), StandardCharsets.UTF_8);
        arrivals.putIfAbsent(payload, clock.instant());
        arrived.add(payload);
    }
}
