package io.walgateway.plugin.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Absent;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Throttled;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a cluster does with entries of bulk requests, and what is said of it. */
class OpenSearchBulkIT {
    private static final int BATCHES = 5;
    private static final int MESSAGES = 200;

    private final Indexes indexes = new Indexes(Components.openSearch().uri());
    private final Deliveries deliveries = Deliveries.to(Components.openSearch().uri());

    @AfterEach
    void close() {
        deliveries.close();
        indexes.close();
    }

    @Test
    void shouldRejectTheBadOnesOfEachBulkAloneAndKeepAllOthers() {
        String index = indexes.create();
        int rejected = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                String value = i % 20 == 7 ? "\"x\"" : String.valueOf(i);
                messages.add(
                        Messages.message().payload("{\"n\": " + value + "}").build());
            }
            List<DeliveryOutcome> outcomes = deliveries.deliver(Deliveries.address(index), messages);
            for (int i = 0; i < MESSAGES; i++) {
                String id = messages.get(i).id().toString();
                if (i % 20 == 7) {
                    rejected++;
                    assertThat(outcomes.get(i))
                            .isEqualTo(new Rejected("index " + index + ": 400 mapper_parsing_exception: failed to parse"
                                    + " field [n] of type [integer] in document with id '" + id
                                    + "'. (number_format_exception)"));
                } else {
                    assertThat(outcomes.get(i)).isEqualTo(DeliveryOutcome.DELIVERED);
                }
            }
        }
        assertThat(rejected).isEqualTo(BATCHES * MESSAGES / 20);
        assertThat(indexes.all(index)).hasSize(BATCHES * MESSAGES - rejected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"n": 1, "n": 2}        | /n: given twice (expected: one member of this name)
            {"a": {"b": 1, "b": 1}} | /a/b: given twice (expected: one member of this name)
            {"a": 01}               | /a: no JSON at byte 7 (expected: one JSON object)
            {"a": 1} {"a": 2}       | payload: more than one value (expected: one JSON object)
            {"a": 1                 | /a: no JSON at byte 7 (expected: one JSON object)
            [1]                     | payload: 3 bytes (expected: one JSON object in UTF-8)
            `{"a": "x\ny"}`         | payload: a line break inside a string, at byte 8 (expected: \\n)
            """)
    void shouldPointAtWhatIsNoJsonObject(String payload, String why) {
        String index = indexes.create();
        DeliveryOutcome outcome = deliveries.deliver(
                Deliveries.address(index), Messages.message().payload(payload.replace("\\ny", "\ny")));
        assertThat(outcome).isInstanceOf(Rejected.class);
        assertThat(((Rejected) outcome).why()).isEqualTo(why.replace("\\\\n", "\\n"));
        assertThat(indexes.all(index)).isEmpty();
    }

    @Test
    void shouldStoreAPayloadAsItWasWritten() {
        String index = indexes.create();
        TargetAddress address = Deliveries.address(index, "id", "{key}");
        String text = "{\"a\": 12345678901234567890123.4560,\n\n  \"b\" :1.0,\r\n\"c\": \"x\\\"\\\\\", \"d\":1E+2}\n";
        assertThat(deliveries.deliver(address, Deliveries.written("k", 0).payload(text)))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(indexes.source(index, "k"))
                .hasValue("{\"a\": 12345678901234567890123.4560,    \"b\" :1.0,\r \"c\": \"x\\\"\\\\\", \"d\":1E+2} ");
    }

    @Test
    void shouldTakeIdsAndRoutingFromKeysAndMembers() {
        String index = indexes.create();
        assertThat(deliveries.deliver(
                        Deliveries.address(index, "id", "/order/id", "routing", "{key}"),
                        Deliveries.written("r\u00e9\"1", 0)
                                .payload("{\"x\": [1, {}], \"order\": {\"id\": 9007199254740993}}")))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(indexes.all(index))
                .hasEntrySatisfying(
                        "9007199254740993",
                        stored ->
                                assertThat(stored.path("_routing").asString("")).isEqualTo("r\u00e9\"1"));
        assertThat(deliveries.deliver(
                        Deliveries.address(index, "id", "/order/id"),
                        Messages.message().payload("{\"order\": {\"id\": 1.5}}")))
                .isEqualTo(new Rejected("/order/id: neither text nor a whole number"
                        + " (expected: the text or whole number that the target's address names)"));
        assertThat(deliveries.deliver(
                        Deliveries.address(index, "id", "{key}"),
                        Messages.message().payload("{}")))
                .isEqualTo(new Rejected("id: no ordering key (expected: one, for {key})"));
        assertThat(deliveries.deliver(
                        Deliveries.address(index, "id", "{key}"),
                        Messages.message().key("k".repeat(513))))
                .isEqualTo(new Rejected("id: 513 bytes (expected: 1 to 512, as OpenSearch accepts)"));
    }

    @Test
    void shouldDeleteWithAnEmptyPayloadAndWhereTheAddressSaysSo() {
        String index = indexes.create();
        TargetAddress address = Deliveries.address(index, "id", "{key}");
        deliveries.deliver(
                address,
                List.of(
                        Deliveries.written("a", 1).build(),
                        Deliveries.written("b", 1).build(),
                        Deliveries.written("c", 1).build()));
        assertThat(deliveries.deliver(address, Deliveries.written("a", 2).payload(Bytes.EMPTY)))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(deliveries.deliver(
                        Deliveries.address(index, "id", "/id", "operation", "delete"),
                        Deliveries.written("", 2).payload("{\"id\": \"b\"}")))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(deliveries.deliver(
                        address, Deliveries.written("never there", 2).payload(Bytes.EMPTY)))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(indexes.all(index)).containsOnlyKeys("c");
    }

    /** Several keys with several writes and deletes each, all of them delivered one to three times, in any order. */
    @Test
    void shouldEndInTheLastWriteWhateverTheOrderAndTheRepetitions() {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            String index = indexes.create();
            TargetAddress address = Deliveries.address(index, "id", "{key}");
            List<Message> all = new ArrayList<>();
            List<Message> last = new ArrayList<>();
            for (int key = 0; key < 20; key++) {
                for (int write = 0; write < 6; write++) {
                    boolean deletes = random.nextInt(3) == 0;
                    Message message = Deliveries.written("k" + key, 10L * write)
                            .id(new UUID(seed, 100L * key + write))
                            .payload(deletes ? Bytes.EMPTY : Bytes.utf8("{\"n\": " + write + "}"))
                            .build();
                    all.addAll(Collections.nCopies(1 + random.nextInt(3), message));
                    if (write == 5) {
                        last.add(message);
                    }
                }
            }
            Collections.shuffle(all, random);
            for (int from = 0; from < all.size(); ) {
                int to = Math.min(all.size(), from + 1 + random.nextInt(40));
                assertThat(deliveries.deliver(address, all.subList(from, to))).containsOnly(DeliveryOutcome.DELIVERED);
                from = to;
            }
            for (Message message : last) {
                Optional<JsonNode> stored =
                        indexes.document(index, message.orderingKey().asUtf8());
                assertThat(stored.map(document -> document.path("_source").toString()))
                        .as("seed " + seed + ", " + message.orderingKey().asUtf8())
                        .isEqualTo(message.payload().isEmpty() ? Optional.empty() : Optional.of("{\"n\":5}"));
            }
        }
    }

    /** Two writes of one moment have no order of their own; where the namespace orders them, deliveries have one. */
    @Test
    void shouldLetTheLastDeliveryWinBetweenWritesOfTheSameTime() {
        String index = indexes.create();
        TargetAddress address = Deliveries.address(index, "id", "{key}");
        Message first = Deliveries.written("k", 1).payload("{\"n\": 1}").build();
        Message second = Deliveries.written("k", 1).payload("{\"n\": 2}").build();
        for (Message message : List.of(first, second, first, second)) {
            assertThat(deliveries.deliver(address, message)).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        assertThat(indexes.source(index, "k")).hasValue("{\"n\": 2}");
    }

    /** What the documentation warns of: the cluster forgets deletes. */
    @Test
    void shouldBringADocumentBackWhenItsDeleteIsForgottenAndWarnOfThat() throws InterruptedException {
        String forgetful = indexes.create(Components.uniqueName("orders"), "\"index.gc_deletes\": \"1ms\"");
        String lasting = indexes.create(Components.uniqueName("orders"), "\"index.gc_deletes\": \"1h\"");
        for (String index : List.of(forgetful, lasting)) {
            TargetAddress address = Deliveries.address(index, "id", "{key}");
            deliveries.deliver(address, Deliveries.written("k", 1));
            deliveries.deliver(address, Deliveries.written("k", 3).payload(Bytes.EMPTY));
        }
        await().atMost(Deliveries.PATIENCE).until(() -> {
            // A refresh drops deletes that are old enough.
            indexes.call("POST", "/" + forgetful + "/_refresh", "");
            deliveries.deliver(Deliveries.address(forgetful, "id", "{key}"), Deliveries.written("k", 2));
            return indexes.document(forgetful, "k").isPresent();
        });
        indexes.call("POST", "/" + lasting + "/_refresh", "");
        deliveries.deliver(Deliveries.address(lasting, "id", "{key}"), Deliveries.written("k", 2));
        assertThat(indexes.document(lasting, "k")).isEmpty();
        assertThat(deliveries
                        .client()
                        .review(Deliveries.address(forgetful, "id", "{key}"), Duration.ofMinutes(1))
                        .warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.toString())
                        .startsWith("/index: " + forgetful + " with index.gc_deletes of 1ms"
                                + " (expected: index.gc_deletes of at least 1m"));
        assertThat(deliveries
                        .client()
                        .review(Deliveries.address(lasting, "id", "{key}"), Duration.ofMinutes(1))
                        .warnings())
                .isEmpty();
        assertThat(deliveries
                        .client()
                        .review(Deliveries.address(forgetful), Duration.ofMinutes(1))
                        .warnings())
                .isEmpty();
    }

    @Test
    void shouldWaitForAnIndexUnlessTheClusterMayCreateIt() {
        String index = Components.uniqueName("later");
        assertThat(deliveries.deliver(Deliveries.address(index), Messages.message()))
                .isInstanceOf(Absent.class);
        assertThat(indexes.call("GET", "/" + index, "").path("status").asInt(0)).isEqualTo(404);
        assertThat(deliveries.deliver(Deliveries.address(index, "require-index", "false"), Messages.message()))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(deliveries.deliver(Deliveries.address(index), Messages.message()))
                .isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldWriteToTheIndexOfTheWriteDate() {
        String base = Components.uniqueName("orders");
        String january = indexes.create(base + "-2026.01");
        TargetAddress address = Deliveries.address(base + "-{write-date:yyyy.MM}", "id", "{key}");
        List<DeliveryOutcome> outcomes = deliveries.deliver(
                address,
                List.of(
                        Deliveries.written("a", 0).build(),
                        Deliveries.written("b", Duration.ofDays(40).toMillis()).build()));
        assertThat(outcomes.getFirst()).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(outcomes.getLast()).isInstanceOf(Absent.class);
        assertThat(indexes.all(january)).containsOnlyKeys("a");
        indexes.set(january, "\"index.blocks.write\": true");
        assertThat(deliveries.deliver(address, Deliveries.written("c", 0))).isInstanceOf(Absent.class);
    }

    @Test
    void shouldRejectNothingWhileTheIndexIsBlockedOrClosed() {
        String index = indexes.create();
        TargetAddress address = Deliveries.address(index);
        indexes.set(index, "\"index.blocks.write\": true");
        assertThat(deliveries.deliver(address, Messages.message())).isInstanceOf(Unavailable.class);
        indexes.set(index, "\"index.blocks.write\": null");
        // As set when a disk is nearly full.
        indexes.set(index, "\"index.blocks.read_only_allow_delete\": true");
        assertThat(deliveries.deliver(address, Messages.message())).isInstanceOf(Throttled.class);
        indexes.set(index, "\"index.blocks.read_only_allow_delete\": null");
        indexes.call("POST", "/" + index + "/_close", "");
        assertThat(deliveries.deliver(address, Messages.message())).isInstanceOf(Unavailable.class);
        indexes.call("POST", "/" + index + "/_open", "");
        assertThat(deliveries.deliver(address, Messages.message())).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldSendThroughAPipelineAndWaitForOneThatIsNotThere() {
        String index = indexes.create();
        String pipeline = Components.uniqueName("stamp");
        TargetAddress address = Deliveries.address(index, "id", "{key}", "pipeline", pipeline);
        assertThat(deliveries.deliver(address, Deliveries.written("k", 1))).isInstanceOf(Absent.class);
        indexes.call(
                "PUT",
                "/_ingest/pipeline/" + pipeline,
                "{\"processors\": [{\"set\": {\"field\": \"stamped\", \"value\": true}}]}");
        assertThat(deliveries.deliver(address, Deliveries.written("k", 1))).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(indexes.source(index, "k")).hasValue("{\"stamped\":true}");
    }

    @Test
    void shouldRejectAWriteTimeThatIsNoVersion() {
        TargetAddress address = Deliveries.address(indexes.create());
        assertThat(deliveries.deliver(address, Messages.message().writeTime(Instant.parse("1969-12-31T23:59:59Z"))))
                .isEqualTo(new Rejected("write time: 1969-12-31T23:59:59Z (expected: 1970 to 2262, to be a version)"));
    }

    /** A server whose limit of a request is small; it answers 413 to all of a request. */
    @Test
    void shouldDivideARequestThatIsTooLargeAndRejectTheOneMessageThatIs() {
        try (OpenSearchServer server =
                OpenSearchServer.withRequestMax(Components.ownDirectory("opensearch"), 0, "16kb")) {
            server.start();
            try (Indexes own = new Indexes(server.uri());
                    Deliveries toIt = Deliveries.to(server.uri())) {
                TargetAddress address = Deliveries.address(own.create("orders"));
                Message small = Messages.message().payload("{\"n\": 1}").build();
                Message large = Messages.message()
                        .payload("{\"x\": \"" + "x".repeat(20_000) + "\"}")
                        .build();
                assertThatExceptionOfType(BatchRefusedException.class)
                        .isThrownBy(() -> toIt.deliver(address, List.of(small, large)));
                assertThat(toIt.deliver(address, small)).isEqualTo(DeliveryOutcome.DELIVERED);
                assertThat(toIt.deliver(address, large)).isInstanceOf(Rejected.class);
            }
        }
    }
}
