package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.system.ConsumerGroup;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.DeadLetterTopic;
import io.walgateway.it.system.DeadLetterWriter;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Control plane and consumer are killed in the middle of a redrive of some thousand dead letters: each is counted exactly,
 * and each that can be delivered is.
 */
class RedriveChaosIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LETTERS = 4000;
    private static final int HOPELESS = 200;

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("redrive");
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private final ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
    private final DeadLetterCalls letters = new DeadLetterCalls(operator, name);

    @AfterEach
    void close() {
        operator.close();
        WalSystem.running();
    }

    @Test
    void shouldCountEachLetterExactlyWhenKilledDuringARedrive() throws Exception {
        Topics.create(system, name + "-out", 1);
        operator.put(name, NamespaceDocuments.toTopic(name + "-out"));
        String servers = system.kafka().bootstrapServers();
        try (DeadLetterWriter writer = new DeadLetterWriter(servers, name)) {
            writer.forTarget("kafka", LETTERS);
            writer.forNobody(HOPELESS);
        }
        try (TopicReader out = TopicReader.open(servers, name + "-out", record -> delivered.add(text(record.value())));
                TopicReader dlq = TopicReader.open(
                        servers, name + "-dlq", record -> dead.add(identity(DeadLetterTopic.parse(record))))) {
            await().atMost(PATIENCE).until(() -> letters.imported() == LETTERS + HOPELESS);

            long action = letters.begin("redrive", "{\"all\": true, \"rate\": 1500}");
            killInTheMiddleOf(action);
            JsonNode over = letters.awaitOver(action, PATIENCE);

            assertThat(over.path("state").asString()).as(over.toString()).isEqualTo("done");
            assertThat(over.path("done").asLong()).isEqualTo(LETTERS + HOPELESS);
            assertThat(over.path("failed").asLong()).isZero();
            assertThat(letters.count("redriven")).isEqualTo(LETTERS + HOPELESS);
            awaitDelivered(out);
            awaitImported(dlq);
            assertThat(letters.count("redriving")).isZero();
            assertThat(letters.count("open")).isGreaterThanOrEqualTo(HOPELESS);

            discardTheRest();
            assertThat(letters.imported()).isEqualTo(dead.size());
        }
    }

    private void killInTheMiddleOf(long action) {
        awaitDone(action, 1500);
        system.controlPlane().kill();
        system.consumer().kill();
        system.controlPlane().start();
        system.consumer().start();
    }

    private void awaitDone(long action, long letterCount) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> letters.get("/actions/" + action).path("done").asLong() >= letterCount);
    }

    private void awaitDelivered(TopicReader out) {
        Set<String> all =
                IntStream.range(0, LETTERS).mapToObj(i -> "letter " + i).collect(Collectors.toSet());
        await().atMost(PATIENCE).until(() -> out.count() >= LETTERS && delivered.size() >= LETTERS);
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Those for nobody are dead letters again, at least once each; each that lies in the queue is imported once. */
    private void awaitImported(TopicReader dlq) throws Exception {
        await().atMost(PATIENCE).until(() -> dead.size() >= LETTERS + 2 * HOPELESS);
        new ConsumerGroup(system.kafka().bootstrapServers(), name, "@request").awaitSettled(PATIENCE);
        dlq.awaitEnd(PATIENCE);
        await().atMost(PATIENCE).until(() -> letters.imported(), imported -> imported == dead.size());
    }

    private void discardTheRest() throws Exception {
        long open = letters.count("open");
        JsonNode over = letters.awaitOver(letters.begin("discard", "{\"all\": true}"), PATIENCE);
        assertThat(over.path("done").asLong()).isEqualTo(open);
        assertThat(letters.count("open")).isZero();
        assertThat(letters.count("discarded")).isEqualTo(open);
    }

    private static String identity(LogRecord letter) {
        return HexFormat.of().formatHex(letter.getMessageId().toByteArray()) + " "
                + letter.getDeadLetter().getTarget() + " "
                + letter.getDeadLetter().getOrigin();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
