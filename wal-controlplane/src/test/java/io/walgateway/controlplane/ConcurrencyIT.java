package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.controlplane.store.StoreSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Twenty clients and two control planes on one store. */
class ConcurrencyIT {

    private static final int CLIENTS = 20;
    private static final String ORDERS = "/v1/namespaces/orders";

    private TestPlane one;
    private TestPlane other;

    @BeforeEach
    void start() throws Exception {
        StoreSettings store = TestPlane.emptyStore();
        one = TestPlane.on(store);
        other = TestPlane.on(store);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void shouldGiveEachChangeARevisionOfItsOwn() {
        List<Answer> answers = together(i -> put(i, "topic-" + i));
        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers.stream().map(answer -> answer.json().path("revision").asLong()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, CLIENTS).boxed().toList());
        JsonNode history = one.http.get(ORDERS + "/revisions?limit=100").json().path("revisions");
        assertThat(history.valueStream().map(entry -> entry.path("author").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, CLIENTS).mapToObj(i -> "client-" + i).toList());
    }

    @Test
    void shouldLetOneWinOfThoseWhoNameTheSameRevision() {
        put(0, "first").join();
        for (int round = 1; round <= 5; round++) {
            String tag = "\"" + round + "\"";
            int turn = round;
            List<Answer> answers = together(i -> put(i, "round-" + turn + "-" + i, "If-Match", tag));
            assertThat(statuses(answers)).isEqualTo(Map.of(200, 1L, 412, CLIENTS - 1L));
        }
        assertThat(one.http.get(ORDERS).json().path("revision").asLong()).isEqualTo(6);
    }

    @Test
    void shouldLetOneWinOfThoseWhoCreateTheSameNamespace() {
        assertThat(statuses(together(i -> put(i, "topic-" + i, "If-None-Match", "*"))))
                .isEqualTo(Map.of(201, 1L, 409, CLIENTS - 1L));
    }

    @Test
    void shouldNeverLetAWatcherSkipAChange() {
        Map<String, Long> seen = new ConcurrentSkipListMap<>();
        CompletableFuture<Void> watching = CompletableFuture.runAsync(() -> follow(other.http, seen, CLIENTS * 5L));
        Map<String, Long> last = new TreeMap<>();
        for (int round = 1; round <= 5; round++) {
            String topic = "round-" + round;
            together(i -> planeOf(i)
                            .http
                            .sendAsync(
                                    "PUT",
                                    "/v1/namespaces/n" + i,
                                    BodyPublishers.ofString(TestDocuments.kafka(topic + "-" + i))))
                    .forEach(answer -> last.put(
                            answer.json().path("name").asString(),
                            answer.json().path("revision").asLong()));
        }
        watching.join();
        assertThat(seen).isEqualTo(last).hasSize(CLIENTS);
    }

    private static void follow(TestHttp http, Map<String, Long> seen, long until) {
        long after = 0;
        while (after < until) {
            JsonNode answer = http.get("/v1/watch?wait=5s&after=" + after).json();
            answer.path("namespaces")
                    .forEach(n -> seen.put(
                            n.path("name").asString(), n.path("revision").asLong()));
            assertThat(answer.path("revision").asLong()).isGreaterThanOrEqualTo(after);
            after = answer.path("revision").asLong();
        }
    }

    private CompletableFuture<Answer> put(int client, String topic, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Wal-Author", "client-" + client));
        return planeOf(client)
                .http
                .sendAsync(
                        "PUT", ORDERS, BodyPublishers.ofString(TestDocuments.kafka(topic)), all.toArray(String[]::new));
    }

    private TestPlane planeOf(int client) {
        return client % 2 == 0 ? one : other;
    }

    private static List<Answer> together(IntFunction<CompletableFuture<Answer>> client) {
        List<CompletableFuture<Answer>> all =
                IntStream.range(0, CLIENTS).mapToObj(client).toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }
}
