package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.system.ConsumerGroup;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.DeadLetterWriter;
import io.walgateway.it.system.LogRecords;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Control plane and consumer are killed in the middle of a redrive of some thousand dead letters ({@code -Dletters=100000}
 * for more): each is counted exactly, and each that can be delivered is, with the payload that it was given by an edit.
 */
class RedriveChaosIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LETTERS = Integer.getInteger("letters", 4000);
    private static final int HOPELESS = LETTERS / 20;
    private static final int EDITED = 20;

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
                        servers, name + "-dlq", record -> dead.add(identity(LogRecords.parseLetter(record))))) {
            await().atMost(PATIENCE).until(() -> letters.imported() == LETTERS + HOPELESS);

            edit();
            long action = letters.begin("redrive", "{\"all\": true, \"rate\": %d}".formatted(LETTERS * 3 / 8));
            killInTheMiddleOf(action);
            JsonNode over = letters.awaitOver(action, PATIENCE);

            assertThat(over.path("state").asString()).as(over.toString()).isEqualTo("done");
            assertThat(over.path("done").asLong()).isEqualTo(LETTERS + HOPELESS);
            assertThat(over.path("failed").asLong()).isZero();
            assertThat(letters.count("redriven")).isEqualTo(LETTERS + HOPELESS);
            awaitDelivered(out);
            awaitImported(dlq);
            assertThat(letters.count("redriving")).isZero();
            assertThat(letters.count("open")).isGreaterThanOrEqualTo(HOPELESS - EDITED);

            discardTheRest();
            assertThat(letters.imported()).isEqualTo(dead.size());
        }
    }

    /** Some of those for nobody get another payload and a target that takes them. */
    private void edit() throws Exception {
        JsonNode page = letters.get("?target=@request&limit=" + EDITED).path("dead_letters");
        assertThat(page.size()).isEqualTo(EDITED);
        for (int i = 0; i < EDITED; i++) {
            letters.edit(
                    page.path(i).path("id").asLong(),
                    "{\"payload_text\": \"edited %d\", \"target\": \"kafka\"}".formatted(i));
        }
    }

    private void killInTheMiddleOf(long action) {
        awaitDone(action, LETTERS * 3L / 8);
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
        Set<String> all = Stream.concat(
                        IntStream.range(0, LETTERS).mapToObj(i -> "letter " + i),
                        IntStream.range(0, EDITED).mapToObj(i -> "edited " + i))
                .collect(Collectors.toSet());
        await().atMost(PATIENCE).until(() -> out.count() >= all.size() && delivered.size() >= all.size());
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Those for nobody are dead letters again, at least once each; each that is in the queue is imported once. */
    private void awaitImported(TopicReader dlq) throws Exception {
        await().atMost(PATIENCE).until(() -> dead.size() >= LETTERS + 2 * HOPELESS - EDITED);
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
