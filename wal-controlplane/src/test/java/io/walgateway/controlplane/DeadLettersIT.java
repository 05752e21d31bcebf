package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dead letters over REST, on a real store. */
class DeadLettersIT {

    private static final String ORDERS = "/v1/namespaces/orders";
    private static final String LETTERS = ORDERS + "/dead-letters";

    private TestPlane plane;
    private TestHttp http;
    private TestLetters letters;

    @BeforeEach
    void start() throws Exception {
        plane = TestPlane.start();
        http = plane.http;
        assertThat(http.put(ORDERS, TestDocuments.kafka("a")).status()).isEqualTo(201);
        letters = new TestLetters(plane.kafka);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void shouldListByEachPartOfTheFilterInPages() {
        letters.rejected(5);
        letters.add(
                Messages.message().key("odd"),
                DeadLetterReason.DEAD_LETTER_REASON_EXPIRED,
                "cassandra",
                "Too Late, 100% of it");
        awaitTotal(LETTERS, 6);

        assertThat(total("?reason=rejected")).isEqualTo(5);
        assertThat(total("?target=cassandra")).isEqualTo(1);
        assertThat(total("?key=k3")).isEqualTo(1);
        assertThat(total("?key=base64:b2Rk")).isEqualTo(1);
        assertThat(total("?error=too%20late,%20100%25")).isEqualTo(1);
        assertThat(total("?error=nothing")).isZero();
        assertThat(total("?from=2026-01-01T00:00:00Z")).isEqualTo(6);
        assertThat(total("?to=2026-01-01T00:00:00Z")).isZero();
        assertThat(total("?state=redriven")).isZero();

        JsonNode first = http.get(LETTERS + "?limit=4&order=oldest").json();
        JsonNode rest = http.get(LETTERS + "?limit=4&order=oldest&after="
                        + first.path("next").asLong())
                .json();
        assertThat(first.path("dead_letters").size()).isEqualTo(4);
        assertThat(rest.path("dead_letters").size()).isEqualTo(2);
        assertThat(rest.has("next")).isFalse();
        assertThat(rest.path("total").asLong()).isEqualTo(6);
        assertThat(keys(http.get(LETTERS + "?limit=6").json()).reversed())
                .isEqualTo(List.of("k0", "k1", "k2", "k3", "k4", "odd"));
    }

    @Test
    void shouldShowALetterWhole() {
        Message message = letters.add(Messages.message().key("k").payload("{\"a\":1}"), "no such column");
        JsonNode shown = whole(awaitFirst());
        assertThat(shown.path("message_id").asString()).isEqualTo(message.id().toString());
        assertThat(shown.path("payload").asString()).isEqualTo("eyJhIjoxfQ==");
        assertThat(shown.path("payload_text").asString()).isEqualTo("{\"a\":1}");
        assertThat(shown.at("/payload_json/a").asLong()).isEqualTo(1);
        assertThat(shown.path("error").asString()).isEqualTo("no such column");
        assertThat(shown.path("state").asString()).isEqualTo("open");
        assertThat(shown.path("origin").asString()).isEqualTo("a/0@0");
        assertThat(shown.has("edit")).isFalse();
    }

    @Test
    void shouldImportTheSameLetterOnce() {
        Message message = Messages.message().build();
        letters.raw(letter(message, 1));
        letters.raw(letter(message, 1));
        letters.raw(letter(message, 2));
        awaitTotal(LETTERS, 2);
    }

    @Test
    void shouldKeepWhatIsNoRecordAndRedriveItOnlyWithAPayload() throws Exception {
        letters.raw(Bytes.wrap(new byte[] {(byte) 0xff, 0, 7}));
        long id = awaitFirst();
        JsonNode shown = whole(id);
        assertThat(shown.path("reason").asString()).isEqualTo("malformed");
        assertThat(shown.path("payload").asString()).isEqualTo("/wAH");
        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").problem()).isEqualTo("not-redrivable");
        http.patch(LETTERS + "/" + id, "{\"payload_text\": \"mended\"}");
        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").status()).isEqualTo(200);
        assertThat(redriven().getPayload().toStringUtf8()).isEqualTo("mended");
    }

    @Test
    void shouldListWhatNamesAnotherNamespaceUnderTheOwnerOfTheQueue() throws Exception {
        String invoices = "/v1/namespaces/invoices";
        assertThat(http.put(invoices, TestDocuments.kafka("b")).status()).isEqualTo(201);
        letters.add(Messages.message().namespace("invoices").payload("theirs"), "no");
        long id = awaitFirst();

        assertThat(whole(id).path("reason").asString()).isEqualTo("malformed");
        assertThat(whole(id).path("error").asString()).startsWith("namespace: another one (expected: orders");
        assertThat(http.get(invoices + "/dead-letters").json().path("total").asLong())
                .isZero();
        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").problem()).isEqualTo("not-redrivable");
        http.patch(LETTERS + "/" + id, "{\"payload_text\": \"ours\"}");
        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").status()).isEqualTo(200);
        assertThat(redriven().getNamespace()).isEqualTo("orders");
        assertThat(redriven().getPayload().toStringUtf8()).isEqualTo("ours");
        assertThat(plane.kafka.entries("b")).isEmpty();
    }

    @Test
    void shouldRedriveOneForTheTargetThatGaveItUp() throws Exception {
        Message message =
                letters.add(Messages.message().key("k").payload("p").expiry(TestClock.START.minusSeconds(1)), "no");
        long id = awaitFirst();
        Answer answer = http.post(LETTERS + "/" + id + "/redrive", "", "Wal-Author", "ada", "Wal-Why", "mended");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("state").asString()).isEqualTo("redriven");
        assertThat(answer.json().path("expiry_dropped").asBoolean()).isTrue();
        assertThat(answer.json().at("/settled/author").asString()).isEqualTo("ada");

        QueueEntry entry = plane.kafka.entries("a").getFirst();
        assertThat(entry.id()).isEqualTo(message.id());
        assertThat(entry.key()).isEqualTo(Bytes.utf8("k"));
        assertThat(entry.groups()).extracting(Object::toString).containsExactly("wal.orders.kafka");
        assertThat(redriven().getRecipient()).isEqualTo("kafka");
        assertThat(redriven().getAttempts()).isZero();
        assertThat(redriven().getWriteTime().getSeconds()).isEqualTo(TestClock.START.getEpochSecond());

        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").problem()).isEqualTo("dead-letter-not-open");
        assertThat(http.get(LETTERS + "/audit").json().at("/entries/0").toString())
                .contains("\"what\":\"redrive\"", "\"author\":\"ada\"", "\"why\":\"mended\"", "\"dead_letter\":" + id);
        assertThat(states()).isEqualTo("{\"open\":0,\"redriving\":0,\"redriven\":1,\"discarded\":0}");
    }

    @Test
    void shouldRedriveTheEditedLetterAndKeepTheOriginal() throws Exception {
        letters.add(Messages.message().payload("wrong"), "no");
        long id = awaitFirst();
        Answer edited = http.patch(LETTERS + "/" + id, """
                {"payload_json": {"right": true, "n": 12345678901234.123456789}, "target": {"type": "kafka", "properties": {"endpoint": "b"}}}
                """, "Wal-Author", "ada");
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        assertThat(edited.json().path("payload_text").asString()).isEqualTo("wrong");
        assertThat(edited.json().at("/edit/payload_json/right").asBoolean()).isTrue();
        assertThat(edited.response().body()).contains("\"n\": 12345678901234.123456789");
        assertThat(edited.json().at("/edit/target/properties/endpoint").asString())
                .isEqualTo("b");
        assertThat(edited.json().at("/edit/author").asString()).isEqualTo("ada");

        http.patch(LETTERS + "/" + id, "{\"target\": \"kafka\"}");
        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").status()).isEqualTo(200);
        assertThat(redriven().getPayload().toStringUtf8())
                .isEqualTo("{\"right\": true, \"n\": 12345678901234.123456789}");
        assertThat(redriven().getRecipient()).isEqualTo("kafka");
        assertThat(redriven().hasTarget()).isFalse();
        assertThat(whole(id).path("payload_text").asString()).isEqualTo("wrong");
    }

    @Test
    void shouldTakeAnEditBack() {
        letters.add(Messages.message().payload("was"), "no");
        long id = awaitFirst();
        http.patch(LETTERS + "/" + id, "{\"payload_text\": \"is\", \"target\": \"kafka\"}");
        Answer back = http.patch(LETTERS + "/" + id, "{\"payload\": null, \"target\": null}");
        assertThat(back.json().path("edited").asBoolean()).isFalse();
        assertThat(back.json().has("edit")).isFalse();
    }

    @Test
    void shouldLeaveOpenWhatTheQueueDoesNotTake() {
        letters.rejected(1);
        long id = awaitFirst();
        plane.faults.refusingAppends("full");
        Answer refused = http.post(LETTERS + "/" + id + "/redrive", "");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("not-redriven");
        plane.faults.losingAcks();
        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").problem()).isEqualTo("not-redriven");
        assertThat(whole(id).path("state").asString()).isEqualTo("open");
        plane.faults.heal();
        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").status()).isEqualTo(200);
    }

    @Test
    void shouldDiscardForGood() {
        letters.rejected(1);
        long id = awaitFirst();
        Answer discarded = http.delete(LETTERS + "/" + id, "Wal-Why", "a test");
        assertThat(discarded.json().path("state").asString()).isEqualTo("discarded");
        assertThat(discarded.json().at("/settled/why").asString()).isEqualTo("a test");
        assertThat(http.patch(LETTERS + "/" + id, "{\"payload_text\": \"x\"}").problem())
                .isEqualTo("dead-letter-not-open");
        assertThat(http.delete(LETTERS + "/" + id).status()).isEqualTo(409);
        assertThat(http.post(LETTERS + "/" + id + "/redrive", "").status()).isEqualTo(409);
        assertThat(plane.kafka.entries("a")).isEmpty();
    }

    @Test
    void shouldRedriveAllThatMatchAndNoMore() {
        letters.rejected(2500);
        letters.add(Messages.message(), DeadLetterReason.DEAD_LETTER_REASON_EXPIRED, "kafka", "late");
        awaitTotal(LETTERS, 2501);
        Answer begun = http.post(LETTERS + "/redrive", "{\"filter\": {\"reason\": \"rejected\"}}", "Wal-Author", "ada");
        assertThat(begun.status()).isEqualTo(202);
        JsonNode done = awaitOver(begun.header("Location"));
        assertThat(done.path("state").asString()).isEqualTo("done");
        assertThat(done.path("matched").asLong()).isEqualTo(2500);
        assertThat(done.path("done").asLong()).isEqualTo(2500);
        assertThat(done.path("failed").asLong()).isZero();
        assertThat(done.path("left_out").asLong()).isZero();
        assertThat(plane.kafka.entries("a")).hasSize(2500);
        assertThat(states()).isEqualTo("{\"open\":1,\"redriving\":0,\"redriven\":2500,\"discarded\":0}");
        assertThat(http.get(LETTERS + "/audit").json().toString())
                .contains("redrive of 2500 begun", "redrive done: 2500 done, 0 failed");
        assertThat(http.get(LETTERS + "?state=redriven&limit=1").json().at("/dead_letters/0/settled/action"))
                .isEqualTo(done.path("id"));
    }

    @Test
    void shouldDiscardAllAtARateAndStopWhenTold() {
        letters.rejected(300);
        awaitTotal(LETTERS, 300);
        Answer begun = http.post(LETTERS + "/discard", "{\"all\": true, \"rate\": 40}");
        String action = begun.header("Location");
        await().until(() -> http.get(action).json().path("done").asLong() > 0);
        http.delete(action, "Wal-Author", "eve");
        JsonNode stopped = awaitOver(action);
        assertThat(stopped.path("state").asString()).isEqualTo("stopped");
        assertThat(stopped.path("done").asLong()).isBetween(1L, 200L);
        assertThat(total("?state=discarded")).isEqualTo(stopped.path("done").asLong());
        assertThat(total("")).isEqualTo(300 - stopped.path("done").asLong());
        assertThat(http.get(LETTERS + "/audit").json().toString()).contains("told to stop", "\"author\":\"eve\"");
    }

    @Test
    void shouldGoOnWithAnActionWhenItsControlPlaneIsGone() throws Exception {
        letters.rejected(200);
        awaitTotal(LETTERS, 200);
        String action = http.post(LETTERS + "/redrive", "{\"all\": true, \"rate\": 100}")
                .header("Location");
        await().until(() -> http.get(action).json().path("done").asLong() > 0);
        plane.close();
        try (TestPlane other = plane.beside()) {
            http = other.http;
            JsonNode done = awaitOver(action);
            assertThat(done.path("done").asLong()).isEqualTo(200);
            assertThat(done.path("failed").asLong()).isZero();
            assertThat(other.kafka.entries("a")).hasSize(200);
        }
    }

    @Test
    void shouldTryAgainWhatTheQueueDoesNotTakeAtOnce() {
        letters.rejected(10);
        awaitTotal(LETTERS, 10);
        plane.faults.refusingAppends("full");
        String action = http.post(LETTERS + "/redrive", "{\"all\": true}").header("Location");
        await().until(() -> http.get(action).json().path("trouble").asString("").contains("full"));
        plane.faults.heal();
        assertThat(awaitOver(action).path("done").asLong()).isEqualTo(10);
    }

    private static Bytes letter(Message message, int position) {
        return RecordEdits.of(EnvelopeCodec.encode(message))
                .deadLetter(new DeadLetterNote(
                        "kafka",
                        DeadLetterReason.DEAD_LETTER_REASON_REJECTED,
                        "no",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        "a/0@" + position))
                .encode();
    }

    private LogRecord redriven() throws Exception {
        return LogRecord.parseFrom(plane.kafka.entries("a").getLast().record().unsafeArray());
    }

    private long awaitFirst() {
        awaitTotal(LETTERS, 1);
        return http.get(LETTERS).json().at("/dead_letters/0/id").asLong();
    }

    private void awaitTotal(String path, long total) {
        await().until(() -> http.get(path).json().path("total").asLong(), count -> count == total);
    }

    private JsonNode awaitOver(String action) {
        return await().until(() -> http.get(action).json(), shown -> shown.has("ended"));
    }

    private JsonNode whole(long id) {
        return http.get(LETTERS + "/" + id).json();
    }

    private long total(String query) {
        return http.get(LETTERS + query).json().path("total").asLong(-1);
    }

    private String states() {
        return http.get(LETTERS).json().path("states").toString();
    }

    private static List<String> keys(JsonNode list) {
        return list.path("dead_letters")
                .valueStream()
                .map(letter -> letter.path("key").asString())
                .toList();
    }
}
