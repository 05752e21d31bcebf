package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What waits for its time is counted, and can be taken back. */
class DelayedIT {
    private static final String DELAYED = "/v1/namespaces/orders/delayed";

    private static TestPlane plane;
    private static TestHttp http;

    @BeforeAll
    static void start() throws Exception {
        plane = TestPlane.start();
        http = plane.http;
        http.put("/v1/namespaces/orders", TestDocuments.kafka("a"));
        http.put("/v1/namespaces/elsewhere", "{" + TestDocuments.SQS + "}");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void shouldCountWhatIsPendingAndTakeItBack() {
        UUID regretted = append(Duration.ofMinutes(30));
        append(Duration.ofDays(3_000));
        Answer before = http.get(DELAYED);
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.json().path("total").asLong()).isEqualTo(2);
        assertThat(before.json().path("within_hour").asLong()).isEqualTo(1);
        assertThat(before.json().path("later").asLong()).isEqualTo(1);
        assertThat(before.json().at("/queues/0/queue").asString()).isEqualTo("kafka a");
        assertThat(before.json().path("as_of").asString()).isEqualTo(TestClock.START.toString());

        Answer cancelled = http.delete(DELAYED + "/" + regretted, "Wal-Author", "ann");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().path("cancellation").asString()).isEqualTo("accepted");
        assertThat(http.get(DELAYED).json().path("within_hour").asLong()).isZero();
        assertThat(http.get(DELAYED).json().path("total").asLong()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsNoMessageAndNoNamespace() {
        Answer noId = http.delete(DELAYED + "/17");
        assertThat(noId.status()).isEqualTo(400);
        assertThat(noId.json().at("/problems/0/pointer").asString()).isEqualTo("message");
        assertThat(http.get("/v1/namespaces/unknown/delayed").status()).isEqualTo(404);
    }

    @Test
    void shouldSayThatThereIsNoPluginToTell() {
        Answer answer = http.get("/v1/namespaces/elsewhere/delayed");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.problem()).isEqualTo("delays-not-shown");
        assertThat(http.delete("/v1/namespaces/elsewhere/delayed/" + UUID.randomUUID())
                        .status())
                .isEqualTo(501);
    }

    private static UUID append(Duration delay) {
        QueueConfig queue = new QueueConfig("kafka", "default", List.of("a"), List.of(), Map.of());
        UUID id = UUID.randomUUID();
        QueueEntry entry = new QueueEntry(id, Bytes.EMPTY, Bytes.utf8("record"), TestClock.START.plus(delay), Set.of());
        try (var client = plane.kafka.open(new PluginContext(Map.of(), plane.clock, "test"))) {
            assertThat(client.writer(queue).append(entry)).isCompletedWithValue(AppendResult.APPENDED);
        }
        return id;
    }
}
