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
import io.walgateway.testkit.fake.SliceRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        assertHolds("orders holds undelivered messages in kafka a (expected: none;");

        for (String group : List.of("kafka", "@request")) {
            settleAll(new ConsumerGroup("orders", group));
        }
        assertThat(http.delete(ORDERS).status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseWhileMessagesAreDelayed() {
        UUID delayed = append(plane.clock.instant().plus(Duration.ofHours(1)));
        append(plane.clock.instant().plus(Duration.ofDays(400)));
        assertHolds("orders holds 2 delayed messages (expected: none;");
        http.delete(ORDERS + "/delayed/" + delayed);
        assertHolds("orders holds 1 delayed messages (expected: none;");
    }

    @Test
    void shouldRefuseWhileDeadLettersAreOpen() {
        new TestLetters(plane.kafka).rejected(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> total() == 2);
        assertHolds("orders holds 2 open dead letters (expected: none;");

        http.post(ORDERS + "/dead-letters/discard", "{\"all\": true}", "Wal-Author", "ada");
        await().atMost(Duration.ofSeconds(30)).until(() -> total() == 0);
        assertThat(http.delete(ORDERS).status()).isEqualTo(200);
    }

    @Test
    void shouldDeleteWhatIsToBeKept() {
        append(QueueEntry.AT_ONCE);
        append(plane.clock.instant().plus(Duration.ofHours(1)));
        assertThat(http.delete(ORDERS + "?pending=keep").status()).isEqualTo(200);
        http.put(ORDERS, TestDocuments.kafka("a"));
        assertHolds("orders holds undelivered messages in kafka a, 1 delayed messages (expected: none;");
    }

    @Test
    void shouldCheckTheRevisionFirst() {
        append(QueueEntry.AT_ONCE);
        assertThat(http.delete(ORDERS, "If-Match", "\"7\"").status()).isEqualTo(412);
        assertThat(http.delete(ORDERS + "?pending=drop").status()).isEqualTo(400);
    }

    @Test
    void shouldNotGuessWhileTheQueueIsAway() {
        plane.faults.unavailable();
        assertThat(http.delete(ORDERS).problem()).isEqualTo("queue-away");
        assertThat(http.delete(ORDERS + "?pending=keep").status()).isEqualTo(200);
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

    private void settleAll(ConsumerGroup group) {
        try (QueueReader reader = queue.reader(QUEUE, group, new SliceRecorder())) {
            List<Lease> leases = reader.poll(Duration.ofSeconds(5));
            assertThat(leases).isNotEmpty();
            leases.forEach(reader::acknowledge);
        }
    }
}
