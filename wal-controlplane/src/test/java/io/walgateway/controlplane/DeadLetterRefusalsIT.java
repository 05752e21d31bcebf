package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.TestHttp.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done to dead letters is a precise problem, and changes nothing. */
class DeadLetterRefusalsIT {

    private static final String ORDERS = "/v1/namespaces/orders";
    private static final String LETTERS = ORDERS + "/dead-letters";

    private static TestPlane plane;
    private static TestHttp http;

    @BeforeAll
    static void start() throws Exception {
        plane = TestPlane.start();
        http = plane.http;
        http.put(ORDERS, TestDocuments.kafka("a"));
        new TestLetters(plane.kafka).rejected(1);
        await().until(() -> http.get(LETTERS).json().path("total").asLong() == 1);
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void shouldRefuseAnActionOnNothingInParticular() {
        assertFlaw(http.post(LETTERS + "/redrive", "{}"), "/filter");
        assertFlaw(http.post(LETTERS + "/redrive", "{\"filter\": {}}"), "/filter");
        assertFlaw(http.post(LETTERS + "/redrive", "{\"filter\": {\"colour\": \"red\"}}"), "/filter/colour");
        assertFlaw(http.post(LETTERS + "/redrive", "{\"filter\": {\"reason\": \"bored\"}}"), "/filter/reason");
        assertFlaw(http.post(LETTERS + "/redrive", "{\"filter\": {\"from\": \"noon\"}}"), "/filter/from");
        assertFlaw(http.post(LETTERS + "/discard", "{\"all\": true, \"rate\": 0}"), "/rate");
        assertFlaw(http.post(LETTERS + "/discard", "{\"all\": true, \"filter\": {\"key\": \"k\"}}"), "/filter");
        assertThat(http.post(LETTERS + "/discard", "{").problem()).isEqualTo("not-json");
        assertThat(http.get(LETTERS + "/actions").json().path("actions")).isEmpty();
    }

    @Test
    void shouldRefuseAnEditToWhatIsNotThere() {
        String letter = LETTERS + "/1";
        assertFlaw(http.patch(letter, "{}"), "");
        assertFlaw(http.patch(letter, "{\"target\": \"nowhere\"}"), "/target");
        assertFlaw(http.patch(letter, "{\"target\": {\"type\": \"pigeon\"}}"), "/target/type");
        assertFlaw(http.patch(letter, "{\"payload\": \"???\"}"), "/payload");
        assertFlaw(http.patch(letter, "{\"payload_text\": \"a\", \"payload\": \"YQ==\"}"), "/payload_text");
        assertFlaw(http.patch(letter, "{\"key\": \"k\"}"), "/key");
    }

    @ParameterizedTest
    @CsvSource({
        "?colour=red,                   400, bad-parameter",
        "?reason=bored,                 400, bad-parameter",
        "?state=lost,                   400, bad-parameter",
        "?from=noon,                    400, bad-parameter",
        "?after=99,                     400, bad-parameter",
        "?limit=501,                    400, bad-parameter",
        "?order=random,                 400, bad-parameter",
        "?key=base64:_,                 400, bad-parameter",
        "/x,                            400, bad-parameter",
        "/0,                            400, bad-parameter",
        "/99,                           404, no-such-dead-letter",
        "/actions/99,                   404, no-such-action",
        "/actions/x,                    400, bad-parameter",
        "/1/2,                          404, no-such-route",
    })
    void shouldRefuseByName(String path, int status, String problem) {
        Answer answer = http.get(LETTERS + path);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    @Test
    void shouldKnowNoLettersOfANamespaceThatNeverWas() {
        String nobody = "/v1/namespaces/nobody/dead-letters";
        assertThat(http.get(nobody).problem()).isEqualTo("no-such-namespace");
        assertThat(http.post(nobody + "/redrive", "{\"all\": true}").problem()).isEqualTo("no-such-namespace");
        assertThat(http.get(nobody + "/1").problem()).isEqualTo("no-such-dead-letter");
    }

    private static void assertFlaw(Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.json().at("/problems/0/pointer").asString()).isEqualTo(pointer);
    }
}
