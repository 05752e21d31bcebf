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
import io.walgateway.core.queue.QueueReader;
import io.walgateway.testkit.fake.queue.Entries;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Queues that a namespace has left, until they are forgotten. */
class DrainingIT {
    /** Less than instances are present without a sign of life, more than an append may be under way. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private static final Duration LONGER_THAN_INSTANCES_ARE_PRESENT = Duration.ofSeconds(16);
    /** Looked at after n, whose queues change at the same time: when its old queue is drained, that of n could have been. */
    private static final String CONTROL = "z";

    private TestPlane plane;
    private QueueClient queues;

    @BeforeEach
    void start() throws Exception {
        plane = TestPlane.start();
        queues = plane.kafka.open(new PluginContext(Map.of(), plane.clock, "test"));
        put("old");
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    private Answer put(String... queues) {
        return plane.http.put(
                "/v1/namespaces/n",
                TestDocuments.kafka("old")
                        .replace("[\"old\"]", "[\"" + String.join("\", \"", queues) + "\"]")
                        .replace("\"shard\": \"default\"", "\"ordering\": \"key\""));
    }

    private JsonNode earlier() {
        return earlier("n");
    }

    private JsonNode earlier(String namespace) {
        return served(namespace).path("earlier");
    }

    private JsonNode served(String namespace) {
        return plane.http
                .get("/v1/watch?after=0")
                .json()
                .path("namespaces")
                .valueStream()
                .filter(served -> served.path("name").asString().equals(namespace))
                .findFirst()
                .orElseThrow();
    }

    private void putControl(String queue, String shard) {
        plane.http.put(
                "/v1/namespaces/" + CONTROL,
                TestDocuments.kafka(queue, shard).replace("\"shard\":", "\"ordering\": \"key\", \"shard\":"));
    }

    private boolean isDrained(String namespace) {
        return earlier(namespace).at("/0/drained").asBoolean(false);
    }

    /** Tells that a process has applied everything up to a change. */
    private void applied(String instance, long change) {
        assertThat(plane.http
                        .get("/v1/watch?shard=default&after=" + change + "&instance=" + instance)
                        .status())
                .isEqualTo(200);
    }

    private void append(String queue) {
        QueueConfig config = new QueueConfig("kafka", "default", List.of(queue), List.of(), Map.of());
        queues.writer(config).append(Entries.of(Bytes.utf8("key"), Bytes.utf8("record")));
    }

    private void settleAll() {
        QueueConfig old = new QueueConfig("kafka", "default", List.of("old"), List.of(), Map.of());
        for (String target : List.of("kafka", "@request")) {
            try (QueueReader reader = queues.reader(old, ConsumerGroup.ofTarget("n", target), new SliceRecorder())) {
                List<Lease> leases = new ArrayList<>();
                await().pollInSameThread().until(() -> leases.addAll(reader.poll(Duration.ofMillis(50))));
                leases.forEach(reader::acknowledge);
            }
        }
    }

    /** Time goes on in steps, for appends that were under way are given theirs from when all processes have heard. */
    private void awaitDrained() {
        awaitDrained("n", () -> {});
    }

    private void awaitDrained(String namespace, Runnable atEachStep) {
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            plane.clock.advance(STEP);
            atEachStep.run();
            return isDrained(namespace);
        });
    }

    @Test
    void shouldTellOfTheQueuesThatWereLeft() {
        put("new");
        assertThat(earlier().at("/0/until").asLong()).isEqualTo(2);
        assertThat(earlier().at("/0/document").toString()).contains("\"old\"");
        assertThat(earlier().at("/0/drained").asBoolean()).isFalse();
    }

    @Test
    void shouldTellNothingOfAChangeThatLeavesTheQueues() {
        plane.http.put(
                "/v1/namespaces/n",
                TestDocuments.kafka("old")
                        .replace(
                                "\"shard\": \"default\"",
                                "\"ordering\": \"key\", \"limits\": {\"delay-max\": \"1m\"}"));
        assertThat(earlier().isMissingNode()).isTrue();
    }

    @Test
    void shouldBeDrainedOnlyWhenAllThatLayThereIsSettled() {
        append("old");
        putControl("control-old", "default");
        put("new");
        putControl("control-new", "default");
        awaitDrained(CONTROL, () -> {});
        assertThat(isDrained("n")).isFalse();
        settleAll();
        awaitDrained();
    }

    @Test
    void shouldNotBeDrainedWhileAProcessHasNotHeardOfIt() {
        putControl("control-old", "elsewhere");
        put("new");
        putControl("control-new", "elsewhere");
        awaitDrained(CONTROL, () -> applied("server-1", 1));
        assertThat(isDrained("n")).isFalse();
        applied("server-1", 3);
        awaitDrained();
    }

    @Test
    void shouldNotWaitForAProcessThatIsGone() {
        applied("server-1", 1);
        put("new");
        plane.clock.advance(LONGER_THAN_INSTANCES_ARE_PRESENT);
        awaitDrained();
    }

    @Test
    void shouldTellWatchersThatItIsDrained() {
        put("new");
        long before =
                plane.http.get("/v1/watch?after=0").json().path("revision").asLong();
        var answer = plane.http.getAsync("/v1/watch?after=" + before + "&wait=30s");
        awaitDrained();
        assertThat(answer.join().json().at("/namespaces/0/earlier/0/drained").asBoolean())
                .isTrue();
    }

    /** What waits in a queue that stays must not be waited for. */
    @Test
    void shouldNotWaitForQueuesThatOnlyGetKeys() {
        put("old", "stays");
        awaitDrained();
        put("stays");
        append("stays");
        await().pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            plane.clock.advance(Duration.ofSeconds(5));
            assertThat(earlier()
                            .valueStream()
                            .allMatch(generation -> generation.path("drained").asBoolean()))
                    .isTrue();
        });
    }

    @Test
    void shouldRefuseToAddAndRemoveAtOnceBesideAQueueThatStays() {
        put("old", "stays");
        awaitDrained();
        Answer refused = put("stays", "added");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().toString()).contains("queues added by one change and removed by another");
    }

    @Test
    void shouldForgetADrainedQueueAfterAWhile() {
        put("new");
        awaitDrained();
        plane.clock.advance(TestPlane.DRAIN_KEEP);
        await().untilAsserted(() -> assertThat(earlier().isMissingNode()).isTrue());
    }

    @Test
    void shouldRefuseAnotherChangeWhileKeysAreMoving() {
        put("new");
        Answer refused = put("newer");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("still-draining");
        awaitDrained();
        assertThat(put("newer").status()).isEqualTo(200);
    }

    private Answer putRenamedTarget() {
        return plane.http.put(
                "/v1/namespaces/n",
                TestDocuments.kafka("old")
                        .replace("\"type\": \"kafka\", ", "\"type\": \"kafka\", \"name\": \"renamed\", ")
                        .replace("\"shard\": \"default\"", "\"ordering\": \"key\""));
    }

    private void settle(String target) {
        QueueConfig old = new QueueConfig("kafka", "default", List.of("old"), List.of(), Map.of());
        try (QueueReader reader = queues.reader(old, ConsumerGroup.ofTarget("n", target), new SliceRecorder())) {
            List<Lease> leases = new ArrayList<>();
            await().pollInSameThread().until(() -> leases.addAll(reader.poll(Duration.ofMillis(50))));
            leases.forEach(reader::acknowledge);
        }
    }

    @Test
    void shouldForgetATargetThatWasLeftOnlyWhenAllThatWasWrittenForItIsSettled() {
        append("old");
        assertThat(putRenamedTarget().status()).isEqualTo(200);
        assertThat(earlier().at("/0/document").toString()).contains("old-out");
        assertThat(earlier().at("/0/document").toString()).doesNotContain("renamed");
        awaitDrained();
        plane.clock.advance(TestPlane.DRAIN_KEEP);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(earlier().isMissingNode()).isFalse());
        settle("kafka");
        await().untilAsserted(() -> assertThat(earlier().isMissingNode()).isTrue());
    }

    @Test
    void shouldTellWhichTargetsTheRevisionsHadWhenTheirGenerationsAreForgotten() {
        append("old");
        assertThat(putRenamedTarget().status()).isEqualTo(200);
        assertThat(put("old").status()).isEqualTo(200);
        String all = "[{\"since\":1,\"targets\":[\"kafka\"]},{\"since\":2,\"targets\":[\"renamed\"]},"
                + "{\"since\":3,\"targets\":[\"kafka\"]}]";
        assertThat(eras()).isEqualTo(all);
        settle("kafka");
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            plane.clock.advance(TestPlane.DRAIN_KEEP);
            return earlier().isMissingNode();
        });
        assertThat(eras()).isEqualTo(all);
    }

    private String eras() {
        return served("n").path("target_eras").toString();
    }

    @Test
    void shouldLetQueuesChangeWhileATargetThatWasLeftIsAway() {
        append("old");
        putRenamedTarget();
        assertThat(put("new").status()).isEqualTo(200);
    }
}
