package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A target gets another name and another address while nothing can be delivered to it. What was answered TRUE before
 * arrives at the old address, what is written since at the new one alone. Enforces promises 1 and 10.
 */
class LeftTargetIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WRITES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();

    enum Queue {
        KAFKA,
        SQS;

        String document(String name, String target) {
            return switch (this) {
                case KAFKA -> NamespaceDocuments.document(target, "\"ordering\": \"none\"");
                case SQS -> """
                        {"persistence_configurations": {"persistence_configuration": [{
                           "physical_storage": {"type": "SQS"},
                           "config": {"wal-queue": ["%s"], "queue.poll-interval.secs": 1, "target": %s}}]}}
                        """.formatted(name, target);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeDeliveredWhatWasWrittenBeforeItWasLeft(Queue queue) throws Exception {
        String name = Components.uniqueName("left");
        Topics.create(system, name + "-before", 1);
        Topics.create(system, name + "-after", 1);
        var before = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        var after = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                TopicReader _ = reader(name + "-before", before);
                TopicReader _ = reader(name + "-after", after)) {
            operator.put(name, queue.document(name, NamespaceDocuments.topicTarget(name + "-before")));
            gateway.awaitServed(name);
            system.consumer().kill();
            List<String> owed = write(gateway, name, WRITES);
            operator.put(name, queue.document(name, """
                    {"type": "kafka", "name": "renamed", "topic": "%s-after"}""".formatted(name)));
            system.consumer().start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(before)).containsAll(owed));
            await("every process to know of it").atMost(PATIENCE).until(() -> isDrained(operator, name));
            List<String> since = write(gateway, name, WRITES);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(after)).containsAll(since));
            assertThat(ids(before)).doesNotContainAnyElementsOf(since);
        }
    }

    private TopicReader reader(String topic, CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>> records) {
        return TopicReader.open(system.kafka().bootstrapServers(), topic, records);
    }

    private static boolean isDrained(ControlPlaneCalls operator, String name) throws Exception {
        return JSON.readTree(operator.bytes("/v1/watch?after=0"))
                .path("namespaces")
                .valueStream()
                .filter(namespace -> namespace.path("name").asString().equals(name))
                .allMatch(namespace -> namespace.at("/earlier/0/drained").asBoolean());
    }

    private static List<String> write(Gateway gateway, String name, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var answer =
                    gateway.write(Gateway.request(name, "{\"n\": " + i + "}").build());
            assertThat(answer.getDurable()).as(answer.getMessage()).isEqualTo(Trilean.TRILEAN_TRUE);
            ids.add(answer.getMessageId());
        }
        return ids;
    }

    private static List<String> ids(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record ->
                        new String(record.headers().lastHeader("wal-message-id").value(), StandardCharsets.UTF_8))
                .toList();
    }
}
