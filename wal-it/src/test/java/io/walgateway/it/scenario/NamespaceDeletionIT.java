package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Duration;
import io.grpc.StatusRuntimeException;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A namespace is deleted that holds something, while the control plane is killed. All of it is delivered, or none, and one that
 * is made anew begins empty. Enforces promises 1 and 10.
 */
class NamespaceDeletionIT {
    private static final java.time.Duration PATIENCE = java.time.Duration.ofMinutes(4);
    private static final int DELAY_SECONDS = 30;
    /** On a machine that is busy, a delivery may fail that would succeed. */
    private static final int ATTEMPTS_ENOUGH = 100;

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("deleted");
    private final String path = "/v1/namespaces/" + name;
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
    private final Gateway gateway = new Gateway(system);

    enum Queue {
        KAFKA,
        SQS;

        String document(String name, int attemptsMax, String targets) {
            String queue = this == KAFKA
                    ? "\"partitions\": 2"
                    : "\"wal-queue\": [\"%s\"], \"queue.poll-interval.secs\": 1".formatted(name);
            return """
                    {"persistence_configurations": {"persistence_configuration": [{
                       "physical_storage": {"type": "%s"}, "config": {%s, "targets": [%s]}}]},
                     "retry": {"max-attempts": %d}}
                    """.formatted(this, queue, targets, attemptsMax);
        }
    }

    @BeforeEach
    void createTopic() throws Exception {
        Topics.create(system, name + "-out", 1);
    }

    @AfterEach
    void close() {
        operator.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndWhenAllThatItHoldsIsDelivered(Queue queue) throws Exception {
        String document = queue.document(name, ATTEMPTS_ENOUGH, NamespaceDocuments.topicTarget(name + "-out"));
        try (TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), name + "-out", this::arrived)) {
            operator.put(name, document);
            gateway.awaitServed(name);
            system.consumer().kill();
            List<String> owed = write();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(delete("")).contains("still-holds", "10 for kafka in"));
            assertThat(delete("?pending=deliver")).contains("\"state\":\"ending\"");
            restartControlPlane();
            await("the server to hear of it")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(() ->
                                    gateway.write(Gateway.request(name, "late").build()))
                            .isInstanceOf(StatusRuntimeException.class)
                            .hasMessageContaining("NOT_FOUND")
                            .hasMessageContaining("ending"));
            assertThat(operator.send("PUT", path, document).body()).contains("still-ending");
            system.consumer().start();
            await().atMost(PATIENCE).until(() -> arrived.size() >= 5);
            restartControlPlane();
            await().atMost(PATIENCE).until(this::isGone);
            assertThat(arrived).containsAll(owed);

            operator.put(name, document);
            gateway.awaitTrue(Gateway.request(name, "anew").build(), PATIENCE);
            await().atMost(PATIENCE).until(() -> arrived.contains("anew"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDropAllThatItHoldsAndBeginEmpty(Queue queue) throws Exception {
        String good = NamespaceDocuments.topicTarget(name + "-out");
        DeadLetterCalls letters = new DeadLetterCalls(operator, name);
        try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), name + "-out", this::arrived)) {
            operator.put(name, queue.document(name, 1, good + ", {\"type\": \"failing\"}"));
            gateway.awaitServed(name);
            write("before", 0);
            await().atMost(PATIENCE).until(() -> arrived.contains("before") && letters.imported() == 1);
            system.consumer().kill();
            Instant due = Instant.now().plusSeconds(DELAY_SECONDS);
            List<String> dropped = write();
            assertThat(delete("?pending=discard")).contains("\"state\":\"ending\"");
            restartControlPlane();
            system.consumer().start();
            await().atMost(PATIENCE).until(this::isGone);
            JsonNode deletion = JsonMapper.shared()
                    .readTree(operator.bytes(path + "/revisions"))
                    .at("/revisions/0");
            assertThat(deletion.at("/dropped/undelivered").size()).isGreaterThanOrEqualTo(2);
            assertThat(deletion.at("/dropped/undelivered/0/count").asLong()).isGreaterThanOrEqualTo(10);
            assertThat(deletion.at("/dropped/dead_letters").asLong()).isEqualTo(1);
            assertThat(letters.count("discarded")).isEqualTo(1);

            operator.put(name, queue.document(name, ATTEMPTS_ENOUGH, good));
            assertThat(operator.send("GET", path + "/delayed", "").body()).contains("\"total\":0,");
            gateway.awaitTrue(Gateway.request(name, "anew").build(), PATIENCE);
            await().atMost(PATIENCE).until(() -> arrived.contains("anew"));
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(due.plusSeconds(5)));
            reader.awaitEnd(PATIENCE);
            assertThat(arrived).doesNotContainAnyElementsOf(dropped);
        }
    }

    private void restartControlPlane() throws Exception {
        system.controlPlane().kill();
        system.controlPlane().start();
    }

    /** Ten that are due, and three that are not. */
    private List<String> write() {
        List<String> due = IntStream.range(0, 10).mapToObj(n -> "due-" + n).toList();
        List<String> delayed =
                IntStream.range(0, 3).mapToObj(n -> "delayed-" + n).toList();
        due.forEach(payload -> write(payload, 0));
        delayed.forEach(payload -> write(payload, DELAY_SECONDS));
        return Stream.concat(due.stream(), delayed.stream()).toList();
    }

    private void write(String payload, int delaySeconds) {
        WriteToLogRequest request = Gateway.request(name, payload)
                .setLifecycle(
                        Lifecycle.newBuilder().setDelay(Duration.newBuilder().setSeconds(delaySeconds)))
                .build();
        gateway.awaitTrue(request, PATIENCE);
    }

    private String delete(String query) throws Exception {
        return operator.send("DELETE", path + query, "").body();
    }

    private boolean isGone() throws Exception {
        return operator.send("GET", path, "").statusCode() == 404;
    }

    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        arrived.add(new String(record.value(), StandardCharsets.UTF_8));
    }
}
