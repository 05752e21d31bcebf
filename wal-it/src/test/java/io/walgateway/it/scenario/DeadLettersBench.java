package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.DeadLetterWriter;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Not part of the suite: how long 100,000 dead letters take. docs/performance.md says how it is run, and has figures. */
class DeadLettersBench {
    private static final int LETTERS = Integer.getInteger("letters", 100_000);
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> QUERIES = List.of(
            "?limit=50",
            "?limit=500",
            "?reason=rejected",
            "?target=kafka",
            "?key=key%2042",
            "?error=nor%20SIZE",
            "?error=not%20there",
            "?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&order=oldest");

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("bench");

    @Test
    void shouldListInLessThanASecondAndRedriveQuickly() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            DeadLetterCalls letters = new DeadLetterCalls(operator, name);
            Topics.create(system, name + "-out", 1);
            operator.put(name, NamespaceDocuments.toTopic(name + "-out"));
            importAll(letters);
            for (String query : QUERIES) {
                page(letters, query);
            }
            long half = letters.get("?limit=500").path("next").asLong();
            page(letters, "?limit=50&after=" + half);
            run(letters, "redrive", "{\"filter\": {\"error\": \"colour\"}}", LETTERS);
            run(letters, "discard", "{\"all\": true}", LETTERS / 10);
        }
    }

    private void importAll(DeadLetterCalls letters) throws Exception {
        String servers = system.kafka().bootstrapServers();
        long begin = System.nanoTime();
        try (DeadLetterWriter writer = new DeadLetterWriter(servers, name)) {
            writer.forTarget("kafka", LETTERS);
        }
        say("%d written to the dead-letter topic in %.1f s".formatted(LETTERS, seconds(begin)));
        await().atMost(PATIENCE).until(() -> letters.imported() == LETTERS);
        say("import: all of them after %.1f s, %.0f/s".formatted(seconds(begin), LETTERS / seconds(begin)));
    }

    private static void page(DeadLetterCalls letters, String query) throws Exception {
        List<Long> millis = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            total = letters.get(query).path("total").asLong();
            millis.add((System.nanoTime() - begin) / 1_000_000);
        }
        say("page %-60s %7d match, first %4d ms, then %s ms"
                .formatted(query, total, millis.getFirst(), millis.subList(1, TRIES)));
        assertThat(millis).allMatch(time -> time < 1000);
    }

    private void run(DeadLetterCalls letters, String kind, String body, int count) throws Exception {
        if (kind.equals("discard")) {
            try (DeadLetterWriter writer = new DeadLetterWriter(system.kafka().bootstrapServers(), name)) {
                writer.forTarget("other", count);
            }
            await().atMost(PATIENCE).until(() -> letters.count("open") == count);
        }
        JsonNode over = letters.awaitOver(letters.begin(kind, body), PATIENCE);
        Duration took = Duration.between(
                Instant.parse(over.path("started").asString()),
                Instant.parse(over.path("ended").asString()));
        say("%s of %d: %.1f s, %.0f/s".formatted(kind, count, took.toMillis() / 1e3, count * 1e3 / took.toMillis()));
        assertThat(over.path("done").asLong()).isEqualTo(count);
    }

    private static double seconds(long beginNanos) {
        return (System.nanoTime() - beginNanos) / 1e9;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
