package io.walgateway.plugin.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Absent;
import io.walgateway.core.target.DeliveryOutcome.Failed;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Throttled;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.testkit.fake.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to a request as a whole, given by a stand-in, because a cluster cannot be made to give them when wanted. */
class WholeAnswersTest {
    private static final TargetAddress ADDRESS = Deliveries.address("orders");
    private static final List<Message> TWO =
            List.of(Messages.message().build(), Messages.message().build());

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void shouldWaitAsLongAsItIsAskedTo(int status) {
        try (Front front = new Front(status, "busy", Map.of("Retry-After", "7"));
                Deliveries deliveries = Deliveries.to(front.uri())) {
            assertThat(deliveries.deliver(ADDRESS, TWO))
                    .containsOnly(new Throttled(Duration.ofSeconds(7), front.uri() + " answered " + status + ": busy"))
                    .hasSize(2);
        }
        try (Front front = new Front(status, "");
                Deliveries deliveries = Deliveries.to(front.uri())) {
            assertThat(deliveries.deliver(ADDRESS, TWO.getFirst()))
                    .isEqualTo(new Throttled(Duration.ofSeconds(1), front.uri() + " answered " + status));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 301})
    void shouldLayWhatIsWrongWithTheClusterOnNoMessage(int status) {
        assertAll(status, "", Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void shouldNotKnowWhatAProxyLost(int status) {
        assertAll(status, "", Unknown.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello
            {}
            {"items": []}
            {"items": [{"index": {"status": 201}}]}
            {"items": [{"index": {"status": 201}}, {"index": {}}]}
            {"items": [{"index": {"status": 201}}, {"index": {"status": 201}
            {"items": [{"index": {"status": 201}}, {"index": {"status": 201}}, {"index": {"status": 201}}]}
            """)
    void shouldNotTakeAnythingForAnAnswer(String body) {
        assertAll(200, body, Unknown.class);
    }

    private static void assertAll(int status, String body, Class<? extends DeliveryOutcome> expected) {
        try (Front front = new Front(status, body);
                Deliveries deliveries = Deliveries.to(front.uri())) {
            assertThat(deliveries.deliver(ADDRESS, TWO)).hasSize(2).hasOnlyElementsOfType(expected);
        }
    }

    @Test
    void shouldDivideWhatOneOfSeveralMayHaveCaused() {
        Map<Integer, Class<? extends DeliveryOutcome>> singles =
                Map.of(400, Rejected.class, 413, Rejected.class, 500, Failed.class, 0, Unknown.class);
        singles.forEach((status, expected) -> {
            try (Front front = new Front(status, "");
                    Deliveries deliveries = Deliveries.to(front.uri())) {
                assertThatExceptionOfType(BatchRefusedException.class)
                        .as("status " + status)
                        .isThrownBy(() -> deliveries.deliver(ADDRESS, TWO));
                assertThat(deliveries.deliver(ADDRESS, TWO.getFirst())).isInstanceOf(expected);
            }
        });
    }

    @Test
    void shouldReadEachOutcomeOfItsOwnEntry() {
        String body = """
                {"items": [
                  {"index": {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "full"}}},
                  {"index": {"status": 503, "error": {"type": "unavailable_shards_exception", "reason": "away"}}},
                  {"index": {"status": 403, "error": {"type": "security_exception", "reason": "no permissions"}}},
                  {"index": {"status": 500, "error": {"type": "odd", "reason": "odd"}}},
                  {"index": {"status": 404, "error": {"type": "index_not_found_exception", "reason": "no such index"}}},
                  {"index": {"status": 409, "error": {"type": "version_conflict_engine_exception", "reason": "x"}}},
                  {"index": {"status": 400, "error": {"type": "a\\u001b[2J", "reason": "%s"}}},
                  {"delete": {"status": 404}}
                ]}""".formatted("y".repeat(2_000));
        try (Front front = new Front(200, body);
                Deliveries deliveries = Deliveries.to(front.uri())) {
            List<DeliveryOutcome> outcomes = deliveries.deliver(
                    ADDRESS,
                    Stream.generate(() -> Messages.message().build()).limit(8).toList());
            assertThat(outcomes)
                    .extracting(Object::getClass)
                    .containsExactly(
                            Throttled.class,
                            Throttled.class,
                            Unavailable.class,
                            Failed.class,
                            Absent.class,
                            DeliveryOutcome.Delivered.class,
                            Rejected.class,
                            DeliveryOutcome.Delivered.class);
            String why = ((Rejected) outcomes.get(6)).why();
            assertThat(why).contains("a\\u001b[2J").hasSizeLessThan(700);
        }
    }

    @Test
    void shouldUseAllNodesInTurnAndPassOverOneThatIsAway() {
        String ok = "{\"items\": [{\"index\": {\"status\": 201}}]}";
        try (Front one = new Front(200, ok);
                Front two = new Front(200, ok)) {
            try (Deliveries deliveries =
                    new Deliveries(Map.of("clusters.default.addresses", one.uri() + "," + two.uri()))) {
                for (int i = 0; i < 10; i++) {
                    assertThat(deliveries.deliver(ADDRESS, TWO.getFirst())).isEqualTo(DeliveryOutcome.DELIVERED);
                }
                assertThat(one.requests).isNotEmpty();
                assertThat(two.requests).isNotEmpty();
                one.stop();
                for (int i = 0; i < 10; i++) {
                    assertThat(deliveries.deliver(ADDRESS, TWO.getFirst()))
                            .isNotInstanceOfAny(Unavailable.class, Rejected.class);
                }
                assertThat(deliveries.deliver(ADDRESS, TWO.getFirst())).isEqualTo(DeliveryOutcome.DELIVERED);
            }
        }
    }

    @Test
    void shouldAuthenticateFromFilesAndWaitForOneThatIsNotThere(@TempDir Path directory) throws IOException {
        String ok = "{\"items\": [{\"index\": {\"status\": 201}}]}";
        Path secret = directory.resolve("secret");
        Map<String, String> headers = Map.of(
                "password-file", "Basic YW5uOnMzY3JldA==",
                "api-key-file", "ApiKey s3cret",
                "token-file", "Bearer s3cret");
        for (Map.Entry<String, String> each : headers.entrySet()) {
            Files.deleteIfExists(secret);
            try (Front front = new Front(200, ok)) {
                Map<String, String> settings = new HashMap<>(Map.of(
                        "clusters.default.addresses",
                        front.uri().toString(),
                        "clusters.default." + each.getKey(),
                        secret.toString()));
                if (each.getKey().equals("password-file")) {
                    settings.put("clusters.default.username", "ann");
                }
                try (Deliveries deliveries = new Deliveries(settings)) {
                    assertThat(deliveries.deliver(ADDRESS, TWO.getFirst())).isInstanceOf(Unavailable.class);
                    assertThat(front.requests).isEmpty();
                    Files.writeString(secret, "s3cret\n");
                    assertThat(deliveries.deliver(ADDRESS, TWO.getFirst())).isEqualTo(DeliveryOutcome.DELIVERED);
                    assertThat(front.requests)
                            .containsExactly(
                                    "HEAD /orders " + each.getValue(), "POST /orders/_bulk " + each.getValue());
                }
            }
        }
    }
}
