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
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A namespace is deleted that holds something, while the control plane is killed. All of it is delivered, or none, and one that
 * is made anew begins empty. Enforces promises 1 and 10, with a namespace of each kind of queue at once.
 */
class NamespaceDeletionIT {
    private static final java.time.Duration PATIENCE = java.time.Duration.ofMinutes(4);
    private static final int DELAY_SECONDS = 30;
    /** On a machine that is busy, a delivery may fail that would succeed. */
    private static final int ATTEMPTS_ENOUGH = 100;

    private final WalSystem system = WalSystem.running();
    private final ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
    private final Gateway gateway = new Gateway(system);
    private final List<Deleted> all = List.of(new Deleted(Queue.KAFKA), new Deleted(Queue.SQS));

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

    /** One of the namespaces, its target's topic, and the deletion of it. */
    private final class Deleted implements AutoCloseable {
        private final Queue queue;
        private final String name = Components.uniqueName("deleted");
        private final String path = "/v1/namespaces/" + name;
        private final String target = NamespaceDocuments.topicTarget(name + "-out");
        private final DeadLetterCalls letters = new DeadLetterCalls(operator, name);
        private final List<String> arrived = new CopyOnWriteArrayList<>();
        private @Nullable TopicReader reader;

        private Deleted(Queue queue) {
            this.queue = queue;
        }

        TopicReader open() throws Exception {
            Topics.create(system, name + "-out", 1);
            reader = TopicReader.open(system.kafka().bootstrapServers(), name + "-out", this::arrived);
            return reader;
        }

        private void arrived(ConsumerRecord<byte[], byte[]> record) {
            arrived.add(new String(record.value(), StandardCharsets.UTF_8));
        }

        void awaitArrived(String payload) {
            await(queue + ": " + payload).atMost(PATIENCE).until(() -> arrived.contains(payload));
        }

        void put(int attemptsMax, String targets) throws Exception {
            operator.put(name, queue.document(name, attemptsMax, targets));
            gateway.awaitServed(name);
        }

        /** Ten that are due, and three that are not. */
        List<String> write() {
            List<String> due = IntStream.range(0, 10).mapToObj(n -> "due-" + n).toList();
            List<String> delayed =
                    IntStream.range(0, 3).mapToObj(n -> "delayed-" + n).toList();
            due.forEach(payload -> write(payload, 0));
            delayed.forEach(payload -> write(payload, DELAY_SECONDS));
            return Stream.concat(due.stream(), delayed.stream()).toList();
        }

        void write(String payload, int delaySeconds) {
            WriteToLogRequest request = Gateway.request(name, payload)
                    .setLifecycle(Lifecycle.newBuilder()
                            .setDelay(Duration.newBuilder().setSeconds(delaySeconds)))
                    .build();
            gateway.awaitTrue(request, PATIENCE);
        }

        String delete(String query) throws Exception {
            return operator.send("DELETE", path + query, "").body();
        }

        void awaitRefusedByServer() {
            await("the server to hear of it")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(() ->
                                    gateway.write(Gateway.request(name, "late").build()))
                            .isInstanceOf(StatusRuntimeException.class)
                            .hasMessageContaining("NOT_FOUND")
                            .hasMessageContaining("ending"));
        }

        void awaitGone() {
            await(queue + ": to be gone")
                    .atMost(PATIENCE)
                    .until(() -> operator.send("GET", path, "").statusCode() == 404);
        }

        JsonNode deletion() throws Exception {
            return JsonMapper.shared()
                    .readTree(operator.bytes(path + "/revisions"))
                    .at("/revisions/0");
        }

        @Override
        public void close() {
            if (reader != null) {
                reader.close();
            }
        }
    }

    /** The same for each of the namespaces. */
    private void each(Step step) throws Exception {
        for (Deleted namespace : all) {
            step.take(namespace);
        }
    }

    private interface Step {
        void take(Deleted namespace) throws Exception;
    }

    @AfterEach
    void close() throws Exception {
        each(Deleted::close);
        operator.close();
        gateway.close();
    }

    @Test
    void shouldEndWhenAllThatItHoldsIsDelivered() throws Exception {
        each(Deleted::open);
        each(namespace -> namespace.put(ATTEMPTS_ENOUGH, namespace.target));
        system.consumer().kill();
        List<List<String>> owed = all.stream().map(Deleted::write).toList();
        each(namespace -> await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(namespace.delete("")).contains("still-holds", "10 for kafka in")));
        each(namespace -> assertThat(namespace.delete("?pending=deliver")).contains("\"state\":\"ending\""));
        restartControlPlane();
        each(Deleted::awaitRefusedByServer);
        each(namespace -> assertThat(operator.send(
                                "PUT",
                                namespace.path,
                                namespace.queue.document(namespace.name, ATTEMPTS_ENOUGH, namespace.target))
                        .body())
                .contains("still-ending"));
        system.consumer().start();
        each(namespace -> await().atMost(PATIENCE).until(() -> namespace.arrived.size() >= 5));
        restartControlPlane();
        each(Deleted::awaitGone);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).arrived).containsAll(owed.get(i));
        }
        each(this::beginAnew);
        each(namespace -> namespace.awaitArrived("anew"));
    }

    @Test
    void shouldDropAllThatItHoldsAndBeginEmpty() throws Exception {
        each(Deleted::open);
        each(namespace -> namespace.put(1, namespace.target + ", {\"type\": \"failing\"}"));
        each(namespace -> namespace.write("before", 0));
        each(namespace -> {
            namespace.awaitArrived("before");
            await().atMost(PATIENCE).until(() -> namespace.letters.imported() == 1);
        });
        system.consumer().kill();
        List<List<String>> dropped = all.stream().map(Deleted::write).toList();
        Instant due = Instant.now().plusSeconds(DELAY_SECONDS);
        each(namespace -> assertThat(namespace.delete("?pending=discard")).contains("\"state\":\"ending\""));
        restartControlPlane();
        // Its copy of the namespaces is from before the deletion.
        system.consumer().start();
        each(Deleted::awaitGone);
        each(namespace -> {
            JsonNode deletion = namespace.deletion();
            assertThat(deletion.at("/dropped/undelivered").size())
                    .as("%s: %s", namespace.queue, deletion)
                    .isGreaterThanOrEqualTo(2);
            assertThat(deletion.at("/dropped/undelivered/0/count").asLong()).isGreaterThanOrEqualTo(10);
            assertThat(deletion.at("/dropped/dead_letters").asLong())
                    .as("%s: %s", namespace.queue, deletion)
                    .isEqualTo(1);
            assertThat(namespace.letters.count("discarded")).isEqualTo(1);
        });
        each(this::beginAnew);
        each(namespace -> namespace.awaitArrived("anew"));
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(due.plusSeconds(5)));
        each(namespace -> Objects.requireNonNull(namespace.reader).awaitEnd(PATIENCE));
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).arrived).doesNotContainAnyElementsOf(dropped.get(i));
        }
    }

    private void beginAnew(Deleted namespace) throws Exception {
        operator.put(namespace.name, namespace.queue.document(namespace.name, ATTEMPTS_ENOUGH, namespace.target));
        assertThat(operator.send("GET", namespace.path + "/delayed", "").body()).contains("\"total\":0,");
        gateway.awaitTrue(Gateway.request(namespace.name, "anew").build(), PATIENCE);
    }

    private void restartControlPlane() throws Exception {
        system.controlPlane().kill();
        system.controlPlane().start();
    }
}
