package io.walgateway.controlplane.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.ControlPlane;
import io.walgateway.controlplane.TestDocuments;
import io.walgateway.controlplane.TestHttp;
import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.controlplane.TestPlane;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetReview;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.Entries;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One control plane for two regions, whose queues are in memory, so that each can be away by itself. */
class RegionsIT {
    private static final String EU = "eu-west-1";
    private static final String US = "us-east-1";
    private static final String PATH = "/v1/namespaces/n";
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(3);

    private final QueueOfRegions queues = new QueueOfRegions();
    private final TestClock clock = new TestClock();
    private final ScriptedTargetProvider targets = new ScriptedTargetProvider("kafka", new TestClock());
    private ControlPlane plane;
    private TestHttp http;

    @BeforeEach
    void start() throws Exception {
        start(Map.of(EU, QueueOfRegions.on("kafka.eu"), US, QueueOfRegions.on("kafka.us")));
    }

    private void start(Map<String, Map<String, Map<String, String>>> regions) throws Exception {
        plane = TestPlane.controlPlane(
                TestPlane.emptyStore(),
                new Plugins(Map.of("kafka", queues), Map.of("kafka", targets)),
                new PluginSettings("", Map.of(), regions),
                clock);
        plane.start();
        http = new TestHttp(plane.address());
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void shouldRefuseADocumentAndMakeNothingWhileOneRegionIsAway() {
        queues.queue("kafka.us").unavailable();
        Answer refused = put("a");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("detail").asString()).contains("kafka a in us-east-1");
        assertThat(isThere("kafka.eu", "a")).isFalse();

        queues.queue("kafka.us").heal();
        assertThat(put("a").status()).isEqualTo(201);
        assertThat(isThere("kafka.eu", "a")).isTrue();
        assertThat(isThere("kafka.us", "a")).isTrue();
    }

    @Test
    void shouldSayInWhichRegionTheServersRefuseADocument() {
        queues.queue("kafka.us").refusingConfigurations(new Violation("/partitions", "3", ">= 6"));
        Answer refused = put("a");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/problems/0/value").asString()).isEqualTo("3 in us-east-1");

        queues.queue("kafka.us").heal();
        assertThat(put("a").status()).isEqualTo(201);
    }

    @Test
    void shouldRefuseRegionsThatWouldShareAQueue() throws Exception {
        stop();
        start(Map.of(EU, QueueOfRegions.on("kafka.eu"), US, QueueOfRegions.on("kafka.eu")));
        Answer refused = put("a");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/problems/0/value").asString())
                .contains("kafka a ")
                .endsWith("is needed in eu-west-1 and in us-east-1");
    }

    @Test
    void shouldTellOfAWarningOnceThatAllRegionsHave() {
        targets.reviewing(new TargetReview(List.of(), List.of(new Violation("/endpoint", "a-out", "a topic"))));
        assertThat(put("a").json().path("warnings"))
                .singleElement()
                .satisfies(warning ->
                        assertThat(warning.asString()).doesNotContain(EU).contains("a-out"));
    }

    @Test
    void shouldDrainARegionWhileAnotherOneIsAway() {
        put("old");
        append("kafka.eu", "old");
        put("new");
        queues.queue("kafka.us").unavailable();
        settleAll("kafka.eu", "old");
        awaitDrained(EU);
        assertThat(isDrained("?after=0&region=" + US)).isFalse();
        assertThat(isDrained("?after=0")).isFalse();

        queues.queue("kafka.us").heal();
        awaitDrained(US);
        assertThat(isDrained("?after=0")).isTrue();
        clock.advance(TestPlane.DRAIN_KEEP);
        await().untilAsserted(() ->
                assertThat(served("?after=0").path("earlier").isMissingNode()).isTrue());
    }

    @Test
    void shouldNotDrainARegionBeforeAllThatLayThereIsSettled() {
        put("old");
        append("kafka.us", "old");
        put("new");
        awaitDrained(EU);
        assertThat(isDrained("?after=0&region=" + US)).isFalse();
        settleAll("kafka.us", "old");
        awaitDrained(US);
    }

    @Test
    void shouldCountWhatEachRegionHolds() {
        put("a");
        append("kafka.us", "a");
        Answer refused = http.delete(PATH);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("kafka a in us-east-1").doesNotContain("in eu-west-1");
    }

    @Test
    void shouldDeleteOnlyWhenEachRegionIsEmpty() {
        put("a");
        append("kafka.us", "a");
        append("kafka.eu", "a");
        assertThat(http.delete(PATH + "?pending=deliver").status()).isEqualTo(202);
        settleAll("kafka.eu", "a");
        clock.advance(Duration.ofMinutes(1));
        await().during(SOON).until(() -> {
            clock.advance(STEP);
            return http.get(PATH).status() == 200;
        });
        settleAll("kafka.us", "a");
        await().until(() -> {
            clock.advance(STEP);
            return http.get(PATH).status() == 404;
        });
    }

    private Answer put(String queue) {
        return http.put(PATH, TestDocuments.kafka(queue).replace("\"shard\": \"default\"", "\"ordering\": \"key\""));
    }

    private QueueClient client(String servers) {
        return queues.queue(servers).open(new PluginContext(Map.of(), clock, "test"));
    }

    private static QueueConfig config(String queue) {
        return new QueueConfig("kafka", "default", List.of(queue), List.of(), Map.of());
    }

    /** A queue that does not exist accepts nothing. */
    private boolean isThere(String servers, String queue) {
        return append(servers, queue).equals(AppendResult.APPENDED);
    }

    private AppendResult append(String servers, String queue) {
        return client(servers)
                .writer(config(queue))
                .append(Entries.of(Bytes.utf8("key"), Bytes.utf8("record")))
                .toCompletableFuture()
                .join();
    }

    private void settleAll(String servers, String queue) {
        for (String target : List.of("kafka", "@request")) {
            try (QueueReader reader =
                    client(servers).reader(config(queue), ConsumerGroup.ofTarget("n", target), new SliceRecorder())) {
                List<Lease> leases = new ArrayList<>();
                await().pollInSameThread().until(() -> leases.addAll(reader.poll(Duration.ofMillis(50))));
                leases.forEach(reader::acknowledge);
            }
        }
    }

    private JsonNode served(String query) {
        return http.get("/v1/watch" + query).json().at("/namespaces/0");
    }

    private boolean isDrained(String query) {
        return served(query).at("/earlier/0/drained").asBoolean(false);
    }

    private void awaitDrained(String region) {
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            clock.advance(STEP);
            return isDrained("?after=0&region=" + region);
        });
    }
}
