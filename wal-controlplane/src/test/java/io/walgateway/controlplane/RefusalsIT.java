package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.TestHttp.Answer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each refusal is a precise problem, and changes nothing. */
class RefusalsIT {

    private static final String ORDERS = "/v1/namespaces/orders";
    private static final String VALID = TestDocuments.kafka("a");

    private static TestPlane plane;
    private static TestHttp http;

    @BeforeAll
    static void start() throws Exception {
        plane = TestPlane.start();
        http = plane.http;
        http.put(ORDERS, VALID);
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @AfterEach
    void shouldHaveChangedNothing() {
        plane.faults.heal();
        assertThat(http.get("/v1/watch").json().path("revision").asLong()).isEqualTo(1);
    }

    @Test
    void shouldSayWhereTheBodyStopsBeingJson() {
        Answer answer = http.put(ORDERS, "{\n  \"shard\": ?}");
        assertProblem(answer, 400, "not-json");
        assertThat(answer.json().path("detail").asString()).startsWith("line 2, column ");
        assertProblem(http.put(ORDERS, ""), 400, "not-json");
        assertProblem(http.post(ORDERS + "/rollback", "{"), 400, "not-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "a%20b", "..%2f..", "a%3Bb"})
    void shouldRefuseAnIllegalName(String name) {
        Answer answer = http.put("/v1/namespaces/" + name, VALID);
        assertProblem(answer, 400, "bad-parameter");
        assertThat(answer.json().at("/problems/0/pointer").asString()).isEqualTo("name");
    }

    @Test
    void shouldRefuseAPathThatIsNone() {
        Answer unread = http.put("/v1/namespaces/%00", VALID);
        assertProblem(unread, 400, "bad-request");
        assertThat(unread.header("Connection"))
                .as("who reads no further says so")
                .isEqualTo("close");
        assertProblem(http.put("/v1/namespaces/a;b", VALID), 400, "bad-parameter");
    }

    @Test
    void shouldSayThatASlashCannotBePartOfAName() {
        assertThat(http.put("/v1/namespaces/a%2Fb", VALID).json().path("detail").asString())
                .startsWith("name: a/b (expected: 1 to 100 characters out of A-Z a-z 0-9 . _ -")
                .contains("a slash, encoded or not");
        Answer plain = http.put("/v1/namespaces/a/b", VALID);
        assertProblem(plain, 404, "no-such-route");
        assertThat(plain.json().path("detail").asString()).contains("a namespace's name holds no slash");
        assertProblem(http.put("/v1/namespaces/" + "x".repeat(101), VALID), 400, "bad-parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/namespaces?shrad=red",
                "/v1/namespaces?limit=0",
                "/v1/namespaces?limit=1001",
                "/v1/namespaces/orders/revisions?before=x",
                "/v1/namespaces/orders/revisions/0",
                "/v1/namespaces/orders/revisions/-1",
                "/v1/watch?after=-1",
                "/v1/watch?after=99999999999999999999",
                "/v1/watch?after=1&wait=soon",
            })
    void shouldRefuseAParameterThatIsNotWhatItMustBe(String path) {
        Answer answer = http.get(path);
        assertProblem(answer, 400, "bad-parameter");
        assertThat(answer.json().at("/problems/0/expected").asString()).isNotEmpty();
    }

    @Test
    void shouldRefuseHeadersThatCannotBeRead() {
        assertProblem(http.put(ORDERS, VALID, "If-Match", "1"), 400, "bad-parameter");
        assertProblem(http.put(ORDERS, VALID, "Wal-Author", "a".repeat(201)), 400, "bad-parameter");
        assertProblem(http.put(ORDERS, VALID, "If-Match", "\"1\"", "If-None-Match", "*"), 400, "bad-parameter");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/namespaces/unknown, no-such-namespace",
        "/v1/namespaces/unknown/revisions, no-such-namespace",
        "/v1/namespaces/unknown/revisions/1, no-such-namespace",
        "/v1/namespaces/orders/revisions/2, no-such-revision",
        "/v1/nothing, no-such-route",
        "/, no-such-route",
    })
    void shouldSayWhatIsNotThere(String path, String type) {
        assertProblem(http.get(path), 404, type);
    }

    @Test
    void shouldNotFindWhatIsToBeDeletedOrRolledBack() {
        assertProblem(http.delete("/v1/namespaces/unknown"), 404, "no-such-namespace");
        assertProblem(http.post("/v1/namespaces/unknown/rollback", "{\"revision\": 1}"), 404, "no-such-namespace");
        assertProblem(http.post(ORDERS + "/rollback", "{\"revision\": 9}"), 404, "no-such-revision");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/namespaces/orders, 'DELETE, GET, HEAD, PUT'",
        "PATCH, /v1/namespaces, 'GET, HEAD'",
        "GET, /v1/validate, POST",
        "DELETE, /openapi.yaml, 'GET, HEAD'",
    })
    void shouldNameTheMethodsThatAreAllowed(String method, String path, String allowed) {
        Answer answer = http.send(method, path, BodyPublishers.noBody());
        assertProblem(answer, 405, "wrong-method");
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void shouldRefuseToCreateWhatExists() {
        Answer answer = http.put(ORDERS, TestDocuments.kafka("b"), "If-None-Match", "*");
        assertProblem(answer, 409, "already-exists");
        assertThat(answer.json().path("detail").asString()).startsWith("orders is at revision 1");
    }

    @Test
    void shouldRefuseAChangeOfAStaleRevision() {
        Answer answer = http.put(ORDERS, TestDocuments.kafka("b"), "If-Match", "\"7\"");
        assertProblem(answer, 412, "stale");
        assertThat(answer.json().path("detail").asString()).isEqualTo("orders is at revision 1 (expected: one of [7])");
        assertProblem(http.delete(ORDERS, "If-Match", "\"7\""), 412, "stale");
        assertProblem(http.put("/v1/namespaces/unknown", VALID, "If-Match", "*"), 412, "stale");
        assertProblem(http.post(ORDERS + "/rollback", "{\"revision\": 1}", "If-Match", "\"7\""), 412, "stale");
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() {
        String large = " ".repeat(10 << 20);
        assertProblem(http.put(ORDERS, large), 413, "too-large");
        InputStream chunked = new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8));
        assertProblem(http.send("PUT", ORDERS, BodyPublishers.ofInputStream(() -> chunked)), 413, "too-large");
        assertProblem(http.post("/v1/validate", " ".repeat((1 << 20) + 1)), 413, "too-large");
    }

    @Test
    void shouldTakeABodyThatIsJustSmallEnough() {
        String padded = VALID + " ".repeat((1 << 20) - VALID.length());
        assertThat(http.put(ORDERS, padded).status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAnotherContentType() {
        Answer answer = http.put(ORDERS, VALID, "Content-Type", "application/xml");
        assertProblem(answer, 415, "wrong-content-type");
        assertThat(answer.json().path("detail").asString()).contains("application/xml");
        assertThat(http.put(ORDERS, VALID, "Content-Type", "application/json; charset=utf-8")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldNameEachValueThatIsWrong() {
        Answer answer = http.put(ORDERS, VALID.replace("\"shard\"", "\"retry\": {\"max-attempts\": 0}, \"shart\""));
        assertProblem(answer, 422, "invalid-document");
        assertThat(answer.json()
                        .path("problems")
                        .valueStream()
                        .map(flaw -> flaw.path("pointer").asString()))
                .containsExactlyInAnyOrder("/shart", "/retry/max-attempts");
        assertThat(answer.json()
                        .path("problems")
                        .valueStream()
                        .filter(flaw -> flaw.path("pointer").asString().equals("/shart"))
                        .map(flaw -> flaw.path("nearest_known_key").asString()))
                .containsExactly("shard");
        assertProblem(http.put(ORDERS, "[]"), 422, "invalid-document");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"revision\": 0}", "{\"revision\": \"1\"}", "{\"revision\": 1, \"x\": 2}"})
    void shouldRefuseARollbackToNoRevision(String body) {
        assertProblem(http.post(ORDERS + "/rollback", body), 422, "invalid-document");
    }

    @Test
    void shouldLetThePluginsCheckTheirPart() {
        String tooMany = VALID.replace("\"wal-kafka-topics\"", "\"partitions\": 100000, \"wal-kafka-topics\"");
        assertProblem(http.put(ORDERS, tooMany), 422, "invalid-document");
    }

    @Test
    void shouldStoreNothingWhileTheQueueIsAway() {
        plane.faults.unavailable();
        Answer answer = http.put(ORDERS, TestDocuments.kafka("b"));
        assertProblem(answer, 503, "queue-away");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.json().path("detail").asString()).startsWith("kafka b: ");
    }

    @Test
    void shouldNameQueuesThatAreAwayInItsHealth() {
        TestHttp management = new TestHttp(plane.plane.managementAddress());
        plane.faults.unavailable();
        await().until(() -> queues(management).equals("degraded: away: queues are away"));
        assertThat(management.get("/metrics").response().body()).contains("wal_controlplane_queue_clusters_away 1.0");
        plane.faults.heal();
        await().until(() -> queues(management).equals("up: all answer"));
    }

    private static String queues(TestHttp management) {
        JsonNode check = management.get("/health").json().at("/checks/queues");
        return check.path("status").asString() + ": " + check.path("detail").asString();
    }

    @Test
    void shouldAnswerWhatIsNotHttp() throws Exception {
        try (Socket socket = new Socket(
                plane.plane.address().getHost(), plane.plane.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("\u0001\u0002garbage\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "\"status\":400");
        }
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:wal-gateway:problem:" + type);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotEmpty();
        assertThat(answer.json().path("detail").asString()).isNotEmpty();
        assertThat(answer.json().path("instance").asString()).startsWith("/");
    }
}
