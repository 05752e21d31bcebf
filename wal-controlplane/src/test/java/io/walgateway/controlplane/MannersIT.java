package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.TestHttp.Answer;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as clients that others wrote expect it. */
class MannersIT {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                ORDERS,
                "/v1/namespaces",
                "/v1/namespaces/unknown",
                "/v1/nothing",
                "/openapi.yaml",
                "/v1/namespaces?limit=0",
                "/v1/namespaces/orders/dead-letters/1"
            })
    void shouldAnswerHeadAsGetWithoutABody(String path) {
        Answer get = http.get(path);
        Answer head = http.send("HEAD", path, BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.response().body()).isEmpty();
        for (String field : new String[] {"ETag", "Content-Type", "Content-Length"}) {
            assertThat(head.header(field)).as(field).isEqualTo(get.header(field));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/namespaces?shard=%00, shard",
        "/v1/namespaces?after=%00, after",
        "/v1/namespaces?after=a%0Ab, after",
        "/v1/watch?after=0&shard=a%00, shard",
        "/v1/watch?after=0&instance=%00, instance",
        "/v1/watch?after=0&instance=a&role=writer, role",
        "/v1/namespaces/orders/dead-letters?target=%00, target",
        "/v1/namespaces/orders/dead-letters?error=%1b, error",
        "/v1/namespaces/orders/dead-letters?key=%00, key",
        "/v1/namespaces/orders%0A, name",
    })
    void shouldNameTheParameterThatHoldsAControlCharacter(String path, String parameter) {
        Answer answer = http.get(path);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.json().at("/problems/0/pointer").asString()).isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/namespaces?limit=1&limit=2, limit",
        "/v1/namespaces?shard=default&shard=default, shard",
        "/v1/namespaces/orders?as=document&as=envelope, as",
        "/v1/namespaces/orders/dead-letters?state=open&state=any, state",
        "/v1/namespaces?after=%ff, after",
        "/v1/namespaces?after=a%c0%80, after",
        "/v1/namespaces?after=%ed%a0%80, after",
        "/v1/namespaces?limit=01, limit",
        "/v1/namespaces/orders/revisions/01, revision",
        "/v1/namespaces/orders/dead-letters/007, id",
    })
    void shouldNameTheParameterThatHasTwoReadings(String path, String parameter) {
        Answer answer = http.get(path);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.json().at("/problems/0/pointer").asString()).isEqualTo(parameter);
    }

    @Test
    void shouldNotChooseBetweenTwoFatesOfWhatANamespaceHolds() {
        Answer answer = http.delete(ORDERS + "?pending=deliver&pending=discard");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/problems/0/pointer").asString()).isEqualTo("pending");
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "a%4", "%u0041"})
    void shouldRefuseAQueryThatIsNotPercentEncoded(String value) throws Exception {
        assertThat(raw("GET /v1/namespaces?after=" + value
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("percent-encoded");
    }

    @Test
    void shouldSayThatABodyMayNotBeCompressed() {
        Answer answer = http.put(ORDERS, "gzip, to be", "Content-Encoding", "gzip");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(answer.problem()).isEqualTo("wrong-content-encoding");
        assertThat(http.put(ORDERS, VALID, "Content-Encoding", "identity").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=iso-8859-1",
                "text/plain",
                "application/jsonx",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-8; charset=iso-8859-1"
            })
    void shouldTakeJsonInUtf8Only(String type) {
        assertThat(http.put(ORDERS, VALID, "Content-Type", type).status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON;charset=UTF-8", "application/json; charset=\"utf-8\""})
    void shouldTakeTheTypeInEachSpelling(String type) {
        assertThat(http.put(ORDERS, VALID, "Content-Type", type).status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseABodyWithoutAType() throws Exception {
        assertThat(raw("PUT " + ORDERS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                        + VALID.length() + "\r\n\r\n" + VALID))
                .startsWith("HTTP/1.1 415")
                .contains("Content-Type: absent");
    }

    @Test
    void shouldSayWhichTagIsCurrentWhereAWeakOneCannotMatch() {
        Answer answer = http.put(ORDERS, VALID, "If-Match", "W/\"1\"");
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.json().path("detail").asString())
                .isEqualTo("orders is at revision 1 (expected: the strong entity tag of a revision, such as \"1\";"
                        + " a weak tag never matches in If-Match)");
    }

    @Test
    void shouldReadEachLineOfAConditionsList() {
        assertThat(http.put(ORDERS, VALID, "If-Match", "\"7\"", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(http.get(ORDERS, "If-None-Match", "\"7\"", "If-None-Match", "\"1\"")
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/namespaces?limit=2147483648, 1 to 1000",
        "/v1/namespaces/orders/revisions/9223372036854775808, 1 to 9223372036854775807",
        "/v1/watch?after=-1, 0 to 9223372036854775807",
    })
    void shouldNameBothBoundsOfANumber(String path, String bounds) {
        assertThat(http.get(path).json().at("/problems/0/expected").asString()).isEqualTo("a whole number, " + bounds);
    }

    @Test
    void shouldNameBothBoundsOfANumberInADocument() {
        Answer answer =
                http.put(ORDERS, VALID.replace("\"shard\"", "\"retry\": {\"max-attempts\": 2147483648}, \"shard\""));
        assertThat(answer.json().at("/problems/0/expected").asString()).isEqualTo("a whole number, 1 to 2147483647");
        Answer rollback = http.post(ORDERS + "/rollback", "{\"revision\": 0}");
        assertThat(rollback.json().at("/problems/0/expected").asString())
                .isEqualTo("a revision's number, 1 to 9223372036854775807");
    }

    @Test
    void shouldKeepAuthorsAndReasonsOutsideAscii() {
        String path = "/v1/namespaces/names";
        Answer answer = http.put(
                path,
                TestDocuments.kafka("n"),
                "Wal-Author*",
                "UTF-8''J%C3%BCrgen",
                "Wal-Why*",
                "utf-8'de'gr%C3%B6%C3%9Fer");
        assertThat(answer.json().path("author").asString()).isEqualTo("Jürgen");
        assertThat(answer.json().path("why").asString()).isEqualTo("größer");
        assertThat(http.get(path).json().path("author").asString()).isEqualTo("Jürgen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jurgen", "UTF-8''%00", "UTF-8''%FC", "iso-8859-1''J%FCrgen", "UTF-8''%C3%", "UTF-8''a b"})
    void shouldRefuseAuthorsThatCannotBeRead(String author) {
        Answer answer = http.put(ORDERS, VALID, "Wal-Author*", author);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/problems/0/pointer").asString()).isEqualTo("Wal-Author*");
    }

    @Test
    void shouldNotGuessWhichBytesAnAuthorOutsideAsciiIs() throws Exception {
        assertThat(raw("DELETE " + ORDERS
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nWal-Author: Jürgen\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("Wal-Author*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0s", "wait=1ms", "wait=PT0.001S"})
    void shouldReadDurationsAsEverywhere(String wait) {
        assertThat(http.get("/v1/watch?after=0&" + wait).status()).isEqualTo(200);
    }

    @Test
    void shouldTakeWaitsOfHours() {
        assertThat(http.get("/v1/watch?after=0&wait=2h").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "192.0.2.1"})
    void shouldRefuseAHostThatItIsNotKnownBy(String host) throws Exception {
        assertThat(raw("GET " + ORDERS + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("wrong-host", "http.allowed-hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:7080", "127.0.0.1", "[::1]:1", "LOCALHOST"})
    void shouldKnowThisMachine(String host) throws Exception {
        assertThat(raw("GET " + ORDERS + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1.evil.example", "http://localhost:3000"})
    void shouldLetPagesOfOtherSitesChangeNothing(String origin) throws Exception {
        for (String method : new String[] {"POST " + ORDERS + "/dead-letters/1/redrive", "DELETE " + ORDERS}) {
            assertThat(raw(method + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + origin
                            + "\r\nContent-Length: 0\r\n\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("foreign-origin");
        }
        assertThat(http.get(ORDERS).status()).isEqualTo(200);
    }

    @Test
    void shouldTakeADocumentAgainAsItWasGiven() throws Exception {
        Answer document = http.get(ORDERS + "?as=document");
        assertThat(document.header("ETag")).isEqualTo("\"1\"");
        assertThat(document.json().has("persistence_configurations")).isTrue();
        Path file = Files.writeString(
                Files.createTempFile("orders", ".json"), document.response().body());
        assertThat(http.send("PUT", ORDERS, BodyPublishers.ofFile(file), "If-Match", document.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(http.get(ORDERS + "/revisions/1?as=document").json()).isEqualTo(document.json());
    }

    @Test
    void shouldSayThatNobodyServesAShard() {
        String path = "/v1/namespaces/alone";
        Answer put = http.put(path, TestDocuments.kafka("alone"));
        assertThat(put.json().path("served").asBoolean()).isFalse();
        assertThat(put.json().path("not_served").toString()).contains("no server or consumer of shard");
        String shard = http.get("/v1/namespaces?after=al")
                .json()
                .at("/namespaces/0/shard")
                .asString();
        http.get("/v1/watch?after=0&instance=consumer-1&role=consumer&shard=" + shard);
        assertThat(http.get(path).json().path("not_served").toString())
                .contains("takes no writes: no server of shard " + shard + " was seen in the last 15s");
        http.get("/v1/watch?after=0&instance=consumer-1&role=server&shard=" + shard);
        assertThat(http.get(path).json().path("not_served").toString())
                .contains("delivers nothing: no consumer of shard " + shard);
        http.get("/v1/watch?after=0&instance=consumer-2&role=consumer&shard=" + shard);
        assertThat(http.get(path).json().path("served").asBoolean()).isTrue();
        assertThat(http.get("/v1/namespaces?after=al")
                        .json()
                        .at("/namespaces/0/served")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "from=%2B999999999-01-01T00:00:00Z, from",
        "to=-999999999-01-01T00:00:00Z, to",
        "to=%2B10000-01-01T00:00:00Z, to",
        "from=0000-12-31T23:59:59Z, from",
    })
    void shouldRefuseTimesThatTheStoreDoesNotKnow(String query, String parameter) {
        Answer answer = http.get(ORDERS + "/dead-letters?" + query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.json().at("/problems/0/pointer").asString()).isEqualTo(parameter);
        assertThat(http.get(ORDERS + "/dead-letters?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "key", "target"})
    void shouldNotTakeHalfACharacterForAQuestionMark(String part) {
        Answer answer = http.post(ORDERS + "/dead-letters/discard", "{\"filter\": {\"" + part + "\": \"x\\ud800\"}}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.json().at("/problems/0/pointer").asString()).isEqualTo("/filter/" + part);
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket(
                plane.plane.address().getHost(), plane.plane.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
