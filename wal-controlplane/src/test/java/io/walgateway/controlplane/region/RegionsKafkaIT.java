package io.walgateway.controlplane.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.ControlPlane;
import io.walgateway.controlplane.TestDocuments;
import io.walgateway.controlplane.TestHttp;
import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.controlplane.TestPlane;
import io.walgateway.controlplane.store.StoreSettings;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.registry.Plugins;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One control plane for two regions, each with a broker of its own. */
class RegionsKafkaIT {
    private static final String EU = "eu-west-1";
    private static final String US = "us-east-1";
    private static final String PATH = "/v1/namespaces/orders";
    private static final String LETTERS = PATH + "/dead-letters";
    private static final Duration GONE_WITHIN = Duration.ofMinutes(2);

    private final KafkaBroker eu = Components.ownKafka(Components.ownDirectory("eu"));
    private final KafkaBroker us = Components.ownKafka(Components.ownDirectory("us"));
    private final Plugins plugins = Plugins.installed();
    private final Map<String, QueueClient> clients = Map.of(EU, client(eu), US, client(us));
    private StoreSettings store;
    private ControlPlane plane;
    private TestHttp http;

    @BeforeEach
    void start() throws Exception {
        store = TestPlane.emptyStore();
        startPlane();
    }

    @AfterEach
    void stop() {
        plane.close();
        clients.values().forEach(QueueClient::close);
        eu.close();
        us.close();
    }

    @Test
    void shouldAdministerTheQueuesOfBothRegions() throws Exception {
        Answer made = put("a");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        letter(EU, "of eu");
        letter(US, "of us");
        awaitOpen(2);
        assertThat(http.get(LETTERS).json().path("dead_letters"))
                .extracting(letter -> letter.path("error").asString() + ": "
                        + letter.path("region").asString())
                .containsExactlyInAnyOrder("of eu: eu-west-1", "of us: us-east-1");

        redriveAllOf(US);
        assertThat(undelivered(US, "a")).isEqualTo(1);
        assertThat(undelivered(EU, "a")).isZero();

        us.kill();
        Answer refused = put("b");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("detail").asString()).contains("kafka b in us-east-1");
        letter(EU, "of eu, the other broker is away");
        awaitOpen(2);
        redriveAllOf(EU);
        assertThat(undelivered(EU, "a")).isEqualTo(2);
        await().untilAsserted(() ->
                assertThat(health().response().body()).contains("in us-east-1").doesNotContain("in eu-west-1"));

        us.start();
        await().ignoreExceptions().until(() -> put("b").status() == 200);
        assertThat(http.delete(PATH).response().body()).contains("kafka a in us-east-1", "kafka a in eu-west-1");
        assertThat(http.delete(PATH + "?pending=discard").status()).isEqualTo(202);
        await().atMost(GONE_WITHIN).until(() -> http.get(PATH).status() == 404);
        assertThat(undelivered(EU, "a") + undelivered(US, "a")).isZero();
    }

    private void redriveAllOf(String region) {
        long id = http.post(LETTERS + "/redrive", "{\"filter\": {\"region\": \"%s\"}}".formatted(region))
                .json()
                .path("id")
                .asLong();
        await().until(() -> http.get(LETTERS + "/actions/" + id)
                .json()
                .path("state")
                .asString()
                .equals("done"));
        assertThat(http.get(LETTERS + "?region=" + region).json().path("total").asLong())
                .isZero();
    }

    private Answer put(String topic) {
        return http.put(PATH, TestDocuments.kafka(topic).replace("\"endpoint\"", "\"topic\""));
    }

    private Answer health() {
        return new TestHttp(plane.managementAddress()).get("/health");
    }

    private void awaitOpen(long count) {
        await().until(() -> http.get(LETTERS).json().at("/states/open").asLong(), open -> open == count);
    }

    private void startPlane() throws Exception {
        plane = TestPlane.controlPlane(
                store,
                plugins,
                new PluginSettings(
                        "", Map.of(), Map.of(EU, Map.of("kafka", settings(eu)), US, Map.of("kafka", settings(us)))),
                InstantSource.system());
        plane.start();
        http = new TestHttp(plane.address());
    }

    private QueueClient client(String region) {
        return Objects.requireNonNull(clients.get(region));
    }

    private static Map<String, String> settings(KafkaBroker broker) {
        return Map.of("clusters.default.bootstrap.servers", broker.bootstrapServers());
    }

    private QueueClient client(KafkaBroker broker) {
        return plugins.queue("kafka")
                .orElseThrow()
                .open(new PluginContext(settings(broker), InstantSource.system(), "test"));
    }

    private static QueueConfig config(String topic) {
        return new QueueConfig("kafka", "default", List.of(topic), List.of(topic + "-dlq"), Map.of());
    }

    private long undelivered(String region, String topic) {
        ConsumerGroup group = ConsumerGroup.ofTarget("orders", "kafka");
        return client(region)
                .admin()
                .content(config(topic), Set.of(group))
                .undelivered()
                .getOrDefault(group, 0L);
    }

    /** As a consumer of the region gives a message up. */
    private void letter(String region, String error) {
        Message message = Messages.message().namespace("orders").build();
        Bytes record = RecordEdits.of(EnvelopeCodec.encode(message))
                .deadLetter(new DeadLetterNote(
                        "kafka",
                        DeadLetterReason.DEAD_LETTER_REASON_REJECTED,
                        error,
                        1,
                        Optional.empty(),
                        Optional.of(Instant.EPOCH),
                        "a/0@0"))
                .encode();
        assertThat(client(region)
                        .deadLetterWriter(config("a"))
                        .append(new QueueEntry(message.id(), Bytes.EMPTY, record, QueueEntry.AT_ONCE, Set.of()))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(AppendResult.APPENDED);
    }
}
