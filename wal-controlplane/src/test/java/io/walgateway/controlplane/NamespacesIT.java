package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetReview;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NamespacesIT {

    private static final String ORDERS = "/v1/namespaces/orders";

    private TestPlane plane;
    private TestHttp http;

    @BeforeEach
    void start() throws Exception {
        plane = TestPlane.start();
        http = plane.http;
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void shouldCreateChangeAndShowANamespace() {
        Answer created = http.put(ORDERS, TestDocuments.kafka("a"), "Wal-Author", "ada", "Wal-Why", "first");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        plane.clock.advance(Duration.ofSeconds(5));
        http.get("/v1/watch?after=0&instance=consumer-1");
        Answer changed = http.put(ORDERS, TestDocuments.kafka("b"), "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);

        Answer shown = http.get(ORDERS);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("ETag")).isEqualTo("\"2\"");
        assertThat(shown.json().toString())
                .startsWith("{\"name\":\"orders\",\"revision\":2,\"document\":{\"persistence_configurations\":")
                .endsWith("\"author\":\"anonymous\",\"why\":\"\",\"time\":\"2026-01-01T00:00:05Z\","
                        + "\"served\":true,\"not_served\":[]}");
        assertThat(shown.json()).isEqualTo(changed.json());
    }

    @Test
    void shouldStoreWithAWarningWhatItsTargetIsNotReadyFor() {
        plane.targets.reviewing(TargetReview.warning(new Violation("/topic", "copies", "a topic that is there")));
        Answer created = http.put(ORDERS, TestDocuments.kafka("a"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("warnings").toString())
                .isEqualTo("[\"/persistence_configurations/persistence_configuration/0/config/target/topic: copies"
                        + " (expected: a topic that is there)\"]");
        assertThat(http.get(ORDERS).json().has("warnings")).isFalse();
    }

    @Test
    void shouldRefuseATargetThatWouldLoseWhatIsDelivered() {
        plane.targets.reviewing(
                new TargetReview(List.of(new Violation("/timestamp", "write-time", "append-time")), List.of()));
        Answer refused = http.put(ORDERS, TestDocuments.kafka("a"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/problems/0/pointer").asString()).endsWith("/config/target/timestamp");
        assertThat(http.get(ORDERS).status()).isEqualTo(404);
    }

    @Test
    void shouldAnswerAnIdenticalDocumentWithTheRevisionThatIsThere() {
        http.put(ORDERS, TestDocuments.kafka("a"), "Wal-Author", "ada");
        Answer again = http.put(ORDERS, TestDocuments.kafka("a").replace("physical_storage", "physicalStorage"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(again.json().path("author").asString()).isEqualTo("ada");
        assertThat(http.get("/v1/watch").json().path("revision").asLong()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhoChangedWhatWhenAndWhy() {
        http.put(ORDERS, TestDocuments.kafka("a"), "Wal-Author", "ada", "Wal-Why", "first");
        http.put(ORDERS, TestDocuments.kafka("b"), "Wal-Author", "bob", "Wal-Why", "renamed");
        plane.delete(ORDERS, "Wal-Author", "eve");

        JsonNode history = http.get(ORDERS + "/revisions").json();
        assertThat(history.path("revisions")
                        .valueStream()
                        .map(entry -> entry.path("author").asString()))
                .containsExactly("eve", "bob", "ada");
        assertThat(history.at("/revisions/0/deleted").asBoolean()).isTrue();
        assertThat(history.at("/revisions/1/changes").toString())
                .isEqualTo("[{\"pointer\":\"/persistence_configurations/persistence_configuration/0/config"
                        + "/target/endpoint\",\"before\":\"a-out\",\"after\":\"b-out\"},"
                        + "{\"pointer\":\"/persistence_configurations/persistence_configuration/0/config"
                        + "/wal-kafka-topics/0\",\"before\":\"a\",\"after\":\"b\"}]");
        assertThat(history.at("/revisions/2/changes/0/pointer").asString()).isEmpty();
        assertThat(history.at("/revisions/2/why").asString()).isEqualTo("first");
    }

    @Test
    void shouldShowTheHistoryInPages() {
        for (int i = 1; i <= 5; i++) {
            http.put(ORDERS, TestDocuments.kafka("t" + i));
        }
        JsonNode first = http.get(ORDERS + "/revisions?limit=3").json();
        assertThat(first.path("revisions").size()).isEqualTo(3);
        assertThat(first.path("next").asLong()).isEqualTo(3);
        assertThat(first.at("/revisions/2/changes").size()).isEqualTo(2);
        JsonNode second = http.get(ORDERS + "/revisions?limit=3&before=3").json();
        assertThat(second.path("revisions").size()).isEqualTo(2);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void shouldGoOnCountingAfterADeletion() {
        http.put(ORDERS, TestDocuments.kafka("a"));
        plane.delete(ORDERS, "If-Match", "\"1\"");
        assertThat(http.get(ORDERS).json().path("detail").asString()).contains("was deleted by revision 2");

        Answer again = http.put(ORDERS, TestDocuments.kafka("a"), "If-None-Match", "*");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("revision").asLong()).isEqualTo(3);
        assertThat(http.get(ORDERS + "/revisions").json().path("revisions").size())
                .isEqualTo(3);
        assertThat(http.get(ORDERS + "/revisions/2").json().path("deleted").asBoolean())
                .isTrue();
    }

    @Test
    void shouldRollBackToAnEarlierDocumentWithANewRevision() {
        http.put(ORDERS, TestDocuments.kafka("a"));
        http.put(ORDERS, TestDocuments.kafka("b"));
        Answer back = http.post(ORDERS + "/rollback", "{\"revision\": 1}", "Wal-Author", "ada", "If-Match", "\"2\"");
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.header("ETag")).isEqualTo("\"3\"");
        assertThat(back.json().path("document"))
                .isEqualTo(http.get(ORDERS + "/revisions/1").json().path("document"));
        plane.delete(ORDERS);
        assertThat(http.post(ORDERS + "/rollback", "{\"revision\": 2}").status())
                .isEqualTo(201);
        assertThat(http.get(ORDERS).json().path("revision").asLong()).isEqualTo(5);
    }

    @Test
    void shouldListByShardInPages() {
        http.put("/v1/namespaces/a", TestDocuments.kafka("a", "red"));
        http.put("/v1/namespaces/b", TestDocuments.kafka("b", "blue"));
        http.put("/v1/namespaces/c", TestDocuments.kafka("c", "red"));
        http.put("/v1/namespaces/d", TestDocuments.SQS);
        plane.delete("/v1/namespaces/a");

        assertThat(names(http.get("/v1/namespaces").json())).isEqualTo("b c d");
        assertThat(names(http.get("/v1/namespaces?shard=red").json())).isEqualTo("c");
        JsonNode page = http.get("/v1/namespaces?limit=2").json();
        assertThat(names(page)).isEqualTo("b c");
        JsonNode rest = http.get(
                        "/v1/namespaces?limit=2&after=" + page.path("next").asString())
                .json();
        assertThat(names(rest)).isEqualTo("d");
        assertThat(rest.at("/namespaces/0/not_served").toString())
                .contains("not served: queue type SQS has no plugin here");
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    void shouldStoreAndReportWhatNoPluginIsThereFor() {
        http.get("/v1/watch?after=0&instance=consumer-1&shard=default");
        Answer stored = http.put(ORDERS, TestDocuments.SQS);
        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.json().path("served").asBoolean()).isFalse();
        assertThat(stored.json().path("not_served").toString())
                .isEqualTo("[\"not served: queue type SQS has no plugin here\"]");
        assertThat(stored.json()
                        .at("/document/persistence_configurations/persistence_configuration/0"
                                + "/physical_storage/type")
                        .asString())
                .isEqualTo("SQS");
        assertThat(http.get(ORDERS).json()).isEqualTo(stored.json());
    }

    @Test
    void shouldValidateAndChangeNothing() {
        Answer valid = http.post("/v1/validate", TestDocuments.SQS);
        assertThat(valid.status()).isEqualTo(200);
        assertThat(valid.json().path("document").has("persistence_configurations"))
                .isTrue();
        assertThat(valid.json().path("served").asBoolean()).isFalse();
        assertThat(http.post("/v1/validate", "{}").status()).isEqualTo(422);
        assertThat(http.get("/v1/watch").json().toString()).isEqualTo("{\"revision\":0,\"namespaces\":[]}");
    }

    @Test
    void shouldTellAReaderThatItHasTheRevisionAlready() {
        http.put(ORDERS, TestDocuments.kafka("a"));
        Answer known = http.get(ORDERS, "If-None-Match", "\"1\"");
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.response().body()).isEmpty();
        assertThat(http.get(ORDERS, "If-None-Match", "\"7\"").status()).isEqualTo(200);
    }

    @Test
    void shouldServeTheSchemaAndTheDescription() {
        Answer schema = http.get("/v1/schema");
        assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
        assertThat(schema.json().path("properties").has("persistence_configurations"))
                .isTrue();
        Answer openapi = http.get("/openapi.yaml");
        assertThat(openapi.header("Content-Type")).startsWith("application/yaml");
        assertThat(openapi.response().body()).startsWith("openapi: 3.1.0");
    }

    private static String names(JsonNode list) {
        return String.join(
                " ",
                list.path("namespaces")
                        .valueStream()
                        .map(n -> n.path("name").asString())
                        .toList());
    }
}
