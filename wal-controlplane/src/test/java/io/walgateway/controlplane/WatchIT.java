package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.controlplane.store.StoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchIT {

    private StoreSettings store;
    private TestPlane plane;
    private TestHttp http;

    @BeforeEach
    void start() throws Exception {
        store = TestPlane.emptyStore();
        plane = TestPlane.on(store);
        http = plane.http;
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    /** A watch that is not released ends after a minute, with whatever has changed until then. */
    private static Answer beforeItsEnd(CompletableFuture<Answer> watch) {
        return watch.orTimeout(50, TimeUnit.SECONDS).join();
    }

    @Test
    void shouldGiveEverythingThatExistsAfterZero() {
        http.put("/v1/namespaces/a", TestDocuments.kafka("a"));
        http.put("/v1/namespaces/b", TestDocuments.kafka("b", "red"));
        http.put("/v1/namespaces/c", TestDocuments.kafka("c"));
        http.delete("/v1/namespaces/a?pending=discard");
        assertThat(told(http.get("/v1/watch?after=0"))).isEqualTo("4: b@1 c@1");
        assertThat(told(http.get("/v1/watch?after=0&shard=red"))).isEqualTo("4: b@1");
        assertThat(http.get("/v1/watch?shard=red").json().at("/namespaces/0/document"))
                .isEqualTo(http.get("/v1/namespaces/b").json().path("document"));
    }

    @Test
    void shouldGiveOnlyWhatHasChangedSince() {
        http.put("/v1/namespaces/a", TestDocuments.kafka("a"));
        http.put("/v1/namespaces/b", TestDocuments.kafka("b"));
        http.put("/v1/namespaces/a", TestDocuments.kafka("a2"));
        http.delete("/v1/namespaces/b?pending=discard");
        assertThat(told(http.get("/v1/watch?after=1&wait=60s"))).isEqualTo("4: a@2 b@1-");
        assertThat(told(http.get("/v1/watch?after=3&wait=60s"))).isEqualTo("4: b@1-");
    }

    @Test
    void shouldAnswerWithNothingWhenTheTimeIsOver() {
        http.put("/v1/namespaces/a", TestDocuments.kafka("a"));
        long begin = System.nanoTime();
        assertThat(told(http.get("/v1/watch?after=1&wait=700ms"))).isEqualTo("1: ");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(650));
    }

    @Test
    void shouldGiveEverythingToAWatcherThatIsAheadOfTheStore() {
        http.put("/v1/namespaces/a", TestDocuments.kafka("a"));
        assertThat(told(http.get("/v1/watch?after=77&wait=60s"))).isEqualTo("1: a@1");
    }

    @Test
    void shouldReleaseAWatcherWhenSomethingChangesHere() {
        http.put("/v1/namespaces/a", TestDocuments.kafka("a"));
        CompletableFuture<Answer> watch = waiting("/v1/watch?after=1&wait=60s");
        http.put("/v1/namespaces/b", TestDocuments.kafka("b"));
        assertThat(told(beforeItsEnd(watch))).isEqualTo("2: b@1");
    }

    @Test
    void shouldReleaseAWatcherWhenSomethingChangesElsewhere() throws Exception {
        try (TestPlane other = TestPlane.on(store)) {
            CompletableFuture<Answer> watch = waiting("/v1/watch?after=0&wait=60s");
            other.http.put("/v1/namespaces/a", TestDocuments.kafka("a"));
            assertThat(told(beforeItsEnd(watch))).isEqualTo("1: a@1");
            watch = waiting("/v1/watch?after=1&wait=60s");
            other.http.delete("/v1/namespaces/a?pending=discard");
            assertThat(told(beforeItsEnd(watch))).isEqualTo("2: a@1-");
        }
    }

    @Test
    void shouldNotReleaseAWatcherOfAnotherShard() {
        CompletableFuture<Answer> watch = waiting("/v1/watch?after=0&wait=60s&shard=red");
        http.put("/v1/namespaces/a", TestDocuments.kafka("a", "blue"));
        http.put("/v1/namespaces/b", TestDocuments.kafka("b", "red"));
        assertThat(told(beforeItsEnd(watch))).isEqualTo("2: b@1");
        assertThat(told(http.get("/v1/watch?after=2&wait=100ms&shard=blue"))).isEqualTo("2: ");
    }

    @Test
    void shouldTellAShardThatANamespaceHasLeftIt() {
        http.put("/v1/namespaces/a", TestDocuments.kafka("a", "red"));
        CompletableFuture<Answer> watch = waiting("/v1/watch?after=1&wait=60s&shard=red");
        http.put("/v1/namespaces/a", TestDocuments.kafka("a", "blue"));
        assertThat(told(beforeItsEnd(watch))).isEqualTo("2: a@2-");
        assertThat(told(http.get("/v1/watch?after=1&shard=blue"))).isEqualTo("2: a@2");
        assertThat(told(http.get("/v1/watch?after=0&shard=red"))).isEqualTo("2: ");
    }

    @Test
    void shouldHoldNeitherThreadsNorConnectionsWhileManyWait() {
        int many = 200;
        List<CompletableFuture<Answer>> watches = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            watches.add(http.getAsync("/v1/watch?after=0&wait=60s"));
        }
        awaitWatchers(many);
        assertThat(http.put("/v1/namespaces/a", TestDocuments.kafka("a")).status())
                .isEqualTo(201);
        watches.forEach(watch -> assertThat(told(beforeItsEnd(watch))).isEqualTo("1: a@1"));
    }

    @Test
    void shouldReleaseWatchersWhenItCloses() {
        CompletableFuture<Answer> watch = waiting("/v1/watch?after=0&wait=60s");
        plane.close();
        assertThat(told(beforeItsEnd(watch))).isEqualTo("0: ");
    }

    private CompletableFuture<Answer> waiting(String path) {
        CompletableFuture<Answer> watch = http.getAsync(path);
        awaitWatchers(1);
        return watch;
    }

    private void awaitWatchers(int count) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(plane.plane.watchers()).isEqualTo(count));
    }

    private static String told(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        List<String> namespaces = answer.json()
                .path("namespaces")
                .valueStream()
                .map(n -> n.path("name").asString() + "@" + n.path("revision").asLong() + (n.has("deleted") ? "-" : ""))
                .toList();
        return answer.json().path("revision").asLong() + ": " + String.join(" ", namespaces);
    }
}
