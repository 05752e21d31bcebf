package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.TestHttp.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue belongs to one namespace, on a real store. */
class QueueOwnershipIT {
    private static final String ORDERS = "/v1/namespaces/orders";
    private static final String INVOICES = "/v1/namespaces/invoices";

    private TestPlane plane;
    private TestHttp http;

    @BeforeEach
    void start() throws Exception {
        plane = TestPlane.start();
        http = plane.http;
        assertThat(http.put(ORDERS, TestDocuments.kafka("a")).status()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void shouldRefuseAQueueOfAnotherNamespaceAndNameItsOwner() {
        for (String topic : new String[] {"a", "a-dlq"}) {
            Answer refused = http.put(INVOICES, TestDocuments.kafka(topic));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("queue-taken");
            assertThat(refused.json().path("detail").asString()).contains(topic, "queue of namespace orders");
        }
        assertThat(http.get(INVOICES).status()).isEqualTo(404);
    }

    @Test
    void shouldSayInAdvanceThatAQueueBelongsToAnotherNamespace() {
        Answer refused = http.post("/v1/validate?name=invoices", TestDocuments.kafka("a"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("queue-taken");
        assertThat(http.post("/v1/validate?name=orders", TestDocuments.kafka("a"))
                        .status())
                .isEqualTo(200);
        assertThat(http.post("/v1/validate?name=invoices", TestDocuments.kafka("b"))
                        .status())
                .isEqualTo(200);
        assertThat(http.post("/v1/validate", TestDocuments.kafka("a")).status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseATargetThatIsAQueueOfAnotherNamespaceAndTheReverse() {
        Answer refused = http.put(INVOICES, deliveringTo("b", "a"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asString()).contains("cannot be a target of invoices");

        assertThat(http.put(INVOICES, deliveringTo("b", "c")).status()).isEqualTo(201);
        Answer reverse = http.put(ORDERS, TestDocuments.kafka("c"));
        assertThat(reverse.status()).isEqualTo(409);
        assertThat(reverse.json().path("detail").asString()).contains("target of namespace invoices");
    }

    @Test
    void shouldRefuseATargetThatIsAQueueOfTheNamespaceItself() {
        Answer refused = http.put(INVOICES, deliveringTo("b", "b"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body()).contains("a queue of this namespace");
    }

    @Test
    void shouldRefuseToSendALetterToAQueueOfANamespace() throws Exception {
        new TestLetters(plane.kafka).rejected(1);
        String letters = ORDERS + "/dead-letters";
        await().until(() -> http.get(letters).json().path("total").asLong() == 1);
        long id = http.get(letters).json().at("/dead_letters/0/id").asLong();
        Answer refused = http.patch(
                letters + "/" + id, "{\"target\": {\"type\": \"kafka\", \"properties\": {\"queue\": \"a\"}}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body()).contains("a queue of namespace orders");
    }

    @Test
    void shouldFreeAQueueWhenItsNamespaceIsDeleted() {
        assertThat(http.delete(ORDERS).status()).isEqualTo(202);
        assertThat(http.put(INVOICES, TestDocuments.kafka("a")).problem()).isEqualTo("queue-taken");
        plane.awaitGone(ORDERS);
        assertThat(http.put(INVOICES, TestDocuments.kafka("a")).status()).isEqualTo(201);
    }

    @Test
    void shouldKeepAQueueThatWasLeftUntilItIsForgotten() {
        assertThat(http.put(ORDERS, TestDocuments.kafka("b")).status()).isEqualTo(200);
        assertThat(http.put(INVOICES, TestDocuments.kafka("a")).status()).isEqualTo(409);

        plane.clock.advance(TestPlane.DRAIN_KEEP);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            plane.clock.advance(TestPlane.DRAIN_KEEP);
            return http.put(INVOICES, TestDocuments.kafka("a")).status() == 201;
        });
    }

    @Test
    void shouldDecideUnderTheLockOfAllChanges() throws Exception {
        try (TestPlane other = plane.beside()) {
            Thread one = Thread.ofVirtual().start(() -> put(http, INVOICES));
            Thread two = Thread.ofVirtual().start(() -> put(other.http, "/v1/namespaces/bills"));
            one.join();
            two.join();
        }
        int there = http.get(INVOICES).status() == 200 ? 1 : 0;
        int others = http.get("/v1/namespaces/bills").status() == 200 ? 1 : 0;
        assertThat(there + others).isEqualTo(1);
    }

    @Test
    void shouldShowWhatClashedBeforeAndLeaveItAsItIs() throws Exception {
        assertThat(http.put(INVOICES, TestDocuments.kafka("b")).status()).isEqualTo(201);
        shareFromBefore();
        try (TestPlane next = plane.beside()) {
            var shown = next.http.get(INVOICES).json();
            assertThat(shown.path("clashes").findValuesAsString("other_namespace"))
                    .containsOnly("orders");
            assertThat(shown.path("clashes").findValuesAsString("queue")).contains("kafka a on default");

            String changed = TestDocuments.kafka("a").replaceFirst("\\{", "{\"retry\": {\"max-attempts\": 7},");
            assertThat(next.http.put(INVOICES, changed).status()).isEqualTo(200);
            assertThat(next.http.put(INVOICES, TestDocuments.kafka("b")).status())
                    .isEqualTo(200);
        }
    }

    private static void put(TestHttp http, String namespace) {
        http.put(namespace, TestDocuments.kafka("wanted"));
    }

    /** As an earlier version let it be stored. */
    private void shareFromBefore() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(plane.store.url(), plane.store.user(), plane.store.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE revision SET document = CAST(replace(CAST(document AS text), '\"b', '\"a') AS json)"
                            + " WHERE namespace = 'invoices'");
        }
    }

    private static String deliveringTo(String topic, String queue) {
        return TestDocuments.kafka(topic)
                .replace("\"endpoint\": \"" + topic + "-out\"", "\"queue\": \"" + queue + "\"");
    }
}
