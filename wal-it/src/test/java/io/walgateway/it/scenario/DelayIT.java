package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.walgateway.it.system.ConsumerMeters;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.LogRecords;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Delays through all processes: none early, none lost when the consumer is killed, and those that are taken back gone. */
class DelayIT {
    private static final java.time.Duration PATIENCE = java.time.Duration.ofMinutes(2);
    private static final int DELAY_SECONDS = 8;
    private static final int WRITES = 50;

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("delays");
    private final Map<String, Instant> arrivals = new ConcurrentHashMap<>();

    @Test
    void shouldDeliverWhatWasDelayedThoughTheConsumerIsKilled() throws Exception {
        Topics.create(system, name + "-out", 2);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                TopicReader reader =
                        TopicReader.open(system.kafka().bootstrapServers(), name + "-out", this::arrived)) {
            operator.put(name, document());
            gateway.awaitServed(name);
            String regretted = write(gateway, "regretted", DELAY_SECONDS);
            assertThat(cancel(operator, regretted)).isEqualTo(202);
            String far = write(gateway, "in ten years", 3_652 * 86_400);
            Map<String, Instant> due = new TreeMap<>();
            for (int n = 0; n < WRITES; n++) {
                due.put("write-" + n, Instant.now().plusSeconds(DELAY_SECONDS));
                write(gateway, "write-" + n, DELAY_SECONDS);
            }
            // On a busy machine some may be due before they are counted.
            await().atMost(PATIENCE)
                    .until(() ->
                            pending(operator).matches("(?s).*\"total\":([2-9]|\\d\\d+),.*") || arrivals.size() > 0);
            system.consumer().kill();
            system.consumer().start();

            await().atMost(PATIENCE).until(() -> arrivals.keySet().containsAll(due.keySet()));
            due.forEach(
                    (write, when) -> assertThat(arrivals.get(write)).as(write).isAfterOrEqualTo(when));
            reader.awaitEnd(PATIENCE);
            assertThat(arrivals).doesNotContainKeys("regretted", "in ten years");
            await().atMost(PATIENCE).until(() -> pending(operator).contains("\"total\":1,"));
            assertThat(cancel(operator, far)).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> pending(operator).contains("\"total\":0,"));
        }
    }

    @Test
    void shouldCountAttemptsThatAreFarApartThoughTheConsumerIsKilledBetweenThem() throws Exception {
        String document = NamespaceDocuments.document(NamespaceDocuments.failingTarget(), """
                "ordering": "none",
                "retry": {"max-attempts": 3, "backoff.initial": "10s", "backoff.multiplier": 1, "jitter": 0}
                """);
        Map<Instant, Integer> letters = new ConcurrentHashMap<>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(name, document);
            gateway.awaitServed(name);
            Instant begun = Instant.now();
            write(gateway, "{\"id\": \"fails\"}", 0);
            ConsumerMeters meters = ConsumerMeters.of(system);
            await().atMost(PATIENCE).until(() -> meters.attempts(name) >= 1);
            await().atMost(PATIENCE).until(() -> pending(operator).contains("\"total\":1,"));
            long before = meters.attempts(name);
            system.consumer().kill();
            system.consumer().start();
            try (TopicReader reader = TopicReader.open(
                    system.kafka().bootstrapServers(),
                    name + "-dlq",
                    record -> letters.put(
                            Instant.now(),
                            LogRecords.parseLetter(record).getDeadLetter().getAttempts()))) {
                await().atMost(PATIENCE).until(() -> reader.count() > 0);
                reader.awaitEnd(PATIENCE);
            }
            assertThat(letters.values()).containsExactly(3);
            assertThat(letters.keySet()).allMatch(letter -> letter.isAfter(begun.plusSeconds(20)));
            assertThat(before + meters.attempts(name)).as("attempts in all").isEqualTo(3);
        }
    }

    private String document() {
        return NamespaceDocuments.document(
                NamespaceDocuments.topicTarget(name + "-out"),
                "\"ordering\": \"none\", \"limits\": {\"delay-max\": \"3653d\"}");
    }

    private String write(Gateway gateway, String payload, long delaySeconds) {
        WriteToLogRequest request = Gateway.request(name, payload)
                .setOrderingKey(ByteString.copyFromUtf8(payload))
                .setLifecycle(
                        Lifecycle.newBuilder().setDelay(Duration.newBuilder().setSeconds(delaySeconds)))
                .build();
        return gateway.awaitTrue(request, PATIENCE).getMessageId();
    }

    private int cancel(ControlPlaneCalls operator, String message) throws Exception {
        return operator.send("DELETE", "/v1/namespaces/" + name + "/delayed/" + message, "")
                .statusCode();
    }

    private String pending(ControlPlaneCalls operator) throws Exception {
        return operator.send("GET", "/v1/namespaces/" + name + "/delayed", "").body();
    }

    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        arrivals.putIfAbsent(new String(record.value(), StandardCharsets.UTF_8), Instant.now());
    }
}
