package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A namespace is not deleted without a word on what it holds. */
class DeletionsIT {
    private static final String ORDERS = "/v1/namespaces/orders";
    private static final QueueConfig QUEUE = new QueueConfig("kafka", "default", List.of("a"), List.of(), Map.of());

    private TestPlane plane;
    private TestHttp http;
    private QueueClient queue;

    @BeforeEach
    void start() throws Exception {
        plane = TestPlane.start();
        http = plane.http;
        queue = plane.kafka.open(new PluginContext(Map.of(), plane.clock, "test"));
        http.put(ORDERS, TestDocuments.kafka("a"));
    }

    @AfterEach
    void stop() {
        queue.close();
        plane.close();
    }

    @Test
    void shouldRefuseWhileMessagesAreUndelivered() {
        append(QueueEntry.AT_ONCE);
        append(QueueEntry.AT_ONCE);
        assertHolds("orders holds undelivered messages (2 for @request in kafka a, 2 for kafka in kafka a) (expected:");
        settleAll();
        plane.delete(ORDERS);
    }

    @Test
    void shouldRefuseWhileMessagesAreDelayed() {
        UUID delayed = append(plane.clock.instant().plus(Duration.ofHours(1)));
        append(plane.clock.instant().plus(Duration.ofDays(400)));
        assertHolds("orders holds 2 delayed messages (expected: nothing;");
        http.delete(ORDERS + "/delayed/" + delayed);
        assertHolds("orders holds 1 delayed messages (expected: nothing;");
    }

    @Test
    void shouldRefuseWhileDeadLettersAreOpen() {
        new TestLetters(plane.kafka).rejected(2);
        await().until(() -> total() == 2);
        assertHolds("orders holds 2 open dead letters (expected: nothing;");

        http.post(ORDERS + "/dead-letters/discard", "{\"all\": true}", "Wal-Author", "ada");
        await().until(() -> total() == 0);
        plane.delete(ORDERS);
    }

    @Test
    void shouldEndWhenAllIsDelivered() {
        append(QueueEntry.AT_ONCE);
        append(plane.clock.instant().plus(Duration.ofHours(1)));
        Answer ending = http.delete(ORDERS + "?pending=deliver", "Wal-Author", "ada");
        assertThat(ending.status()).isEqualTo(202);
        assertThat(ending.json().path("state").asString()).isEqualTo("ending");
        assertThat(ending.json().at("/ending/author").asString()).isEqualTo("ada");
        assertThat(ending.json().at("/ending/holds/delayed").asLong()).isEqualTo(1);
        assertThat(ending.json().at("/ending/holds/undelivered/1/count").asLong())
                .isEqualTo(1);
        assertThat(watched().path("ending").asBoolean()).isTrue();
        assertThat(http.get("/v1/namespaces").json().at("/namespaces/0/state").asString())
                .isEqualTo("ending");

        letTimePass();
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
        settleAll();
        letTimePass();
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
        plane.clock.advance(Duration.ofHours(1));
        await().until(() ->
                !http.get(ORDERS).json().at("/ending/holds/undelivered").isEmpty());
        settleAll();
        plane.awaitGone(ORDERS);
        assertThat(http.get(ORDERS + "/revisions/2").json().path("author").asString())
                .isEqualTo("ada");
        assertThat(http.put(ORDERS, TestDocuments.kafka("a")).status()).isEqualTo(201);
        plane.delete(ORDERS);
    }

    @Test
    void shouldNotEndWithOpenDeadLetters() {
        http.delete(ORDERS + "?pending=deliver");
        new TestLetters(plane.kafka).rejected(1);
        await().until(() -> total() == 1);
        await().until(() -> {
            plane.clock.advance(Duration.ofSeconds(5));
            return http.get(ORDERS).json().at("/ending/holds/dead_letters").asLong() == 1;
        });
        letTimePass();
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
        long letter = http.get(ORDERS + "/dead-letters")
                .json()
                .at("/dead_letters/0/id")
                .asLong();
        assertThat(http.delete(ORDERS + "/dead-letters/" + letter).status()).isEqualTo(200);
        plane.awaitGone(ORDERS);
    }

    @Test
    void shouldDropAllAndBeginEmptyWhenMadeAnew() {
        append(QueueEntry.AT_ONCE);
        append(plane.clock.instant().plus(Duration.ofHours(1)));
        new TestLetters(plane.kafka).rejected(2);
        await().until(() -> total() == 2);
        assertThat(http.delete(ORDERS + "?pending=discard", "Wal-Author", "ada", "Wal-Why", "a test")
                        .status())
                .isEqualTo(202);
        assertThat(watched().isMissingNode()).isTrue();
        plane.awaitGone(ORDERS);

        JsonNode deletion = http.get(ORDERS + "/revisions").json().at("/revisions/0");
        assertThat(deletion.path("why").asString()).isEqualTo("a test");
        assertThat(deletion.at("/dropped/undelivered/0/count").asLong()).isEqualTo(1);
        assertThat(deletion.at("/dropped/delayed").asLong()).isEqualTo(1);
        assertThat(deletion.at("/dropped/dead_letters").asLong()).isEqualTo(2);
        assertThat(http.get(ORDERS + "/dead-letters?state=discarded")
                        .json()
                        .path("total")
                        .asLong())
                .isEqualTo(2);
        assertThat(http.get(ORDERS + "/dead-letters/audit").response().body()).contains("bulk-discard", "a test");

        assertThat(http.put(ORDERS, TestDocuments.kafka("a")).status()).isEqualTo(201);
        plane.clock.advance(Duration.ofHours(2));
        try (QueueReader reader = queue.reader(QUEUE, new ConsumerGroup("orders", "kafka"), new SliceRecorder())) {
            assertThat(reader.poll(Duration.ofSeconds(1))).isEmpty();
        }
        plane.delete(ORDERS);
    }

    @Test
    void shouldNotBeMadeAnewWhileItIsEnding() {
        append(QueueEntry.AT_ONCE);
        for (String pending : List.of("deliver", "discard")) {
            assertThat(http.delete(ORDERS + "?pending=" + pending).status()).isEqualTo(202);
            assertThat(http.put(ORDERS, TestDocuments.kafka("b")).problem()).isEqualTo("still-ending");
            assertThat(http.post(ORDERS + "/rollback", "{\"revision\": 1}").problem())
                    .isEqualTo("still-ending");
        }
        assertThat(http.delete(ORDERS + "?pending=deliver").problem()).isEqualTo("still-ending");
        assertThat(http.delete(ORDERS).status()).isEqualTo(202);
        plane.awaitGone(ORDERS);
    }

    @Test
    void shouldWaitForProcessesThatHaveNotHeardOfIt() {
        http.get("/v1/watch?after=1&instance=server-1&wait=0s");
        http.delete(ORDERS + "?pending=discard");
        for (int step = 0; step < 5; step++) {
            plane.clock.advance(Duration.ofSeconds(8));
            http.get("/v1/watch?after=1&instance=server-1&wait=0s");
            letTimePass(Duration.ZERO);
        }
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
        http.get("/v1/watch?after=2&instance=server-1&wait=0s");
        plane.awaitGone(ORDERS);
    }

    @Test
    void shouldBeDeletedByAnotherControlPlaneWhereTheFirstIsGone() throws Exception {
        append(QueueEntry.AT_ONCE);
        append(plane.clock.instant().plus(Duration.ofHours(1)));
        http.delete(ORDERS + "?pending=discard");
        try (TestPlane other = plane.beside()) {
            plane.plane.close();
            other.awaitGone(ORDERS);
            assertThat(other.http
                            .get(ORDERS + "/revisions")
                            .json()
                            .at("/revisions/0/dropped/delayed")
                            .asLong())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldCheckTheRevisionFirst() {
        append(QueueEntry.AT_ONCE);
        assertThat(http.delete(ORDERS, "If-Match", "\"7\"").status()).isEqualTo(412);
        assertThat(http.delete(ORDERS + "?pending=discard", "If-Match", "\"7\"").status())
                .isEqualTo(412);
        assertThat(http.delete(ORDERS + "?pending=keep").status()).isEqualTo(400);
    }

    @Test
    void shouldNotGuessWhileTheQueueIsAway() {
        append(QueueEntry.AT_ONCE);
        plane.faults.unavailable();
        assertThat(http.delete(ORDERS).problem()).isEqualTo("queue-away");
        assertThat(http.delete(ORDERS + "?pending=discard").status()).isEqualTo(202);
        letTimePass();
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
        plane.faults.heal();
        plane.awaitGone(ORDERS);
    }

    private JsonNode watched() {
        return http.get("/v1/watch?after=0").json().path("namespaces").path(0);
    }

    /** More than it takes from one look at a deletion to the next. */
    private void letTimePass() {
        letTimePass(Duration.ofSeconds(30));
    }

    private void letTimePass(Duration duration) {
        plane.clock.advance(duration);
        Instant begin = Instant.now();
        await().until(() -> Instant.now().isAfter(begin.plusSeconds(3)));
    }

    private void assertHolds(String detail) {
        Answer answer = http.delete(ORDERS);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("still-holds");
        assertThat(answer.json().path("detail").asString()).startsWith(detail);
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
    }

    private long total() {
        return http.get(ORDERS + "/dead-letters").json().path("total").asLong();
    }

    private UUID append(Instant due) {
        UUID id = Messages.message().build().id();
        var result = queue.writer(QUEUE)
                .append(new QueueEntry(id, Bytes.utf8("k"), Bytes.utf8("record"), due, Set.of()))
                .toCompletableFuture()
                .join();
        assertThat(result.toString()).startsWith("Appended");
        return id;
    }

    private void settleAll() {
        for (String group : List.of("kafka", "@request")) {
            settleAll(new ConsumerGroup("orders", group));
        }
    }

    private void settleAll(ConsumerGroup group) {
        try (QueueReader reader = queue.reader(QUEUE, group, new SliceRecorder())) {
            List<Lease> leases = reader.poll(Duration.ofSeconds(5));
            assertThat(leases).isNotEmpty();
            leases.forEach(reader::acknowledge);
            reader.poll(Duration.ZERO);
        }
    }
}
