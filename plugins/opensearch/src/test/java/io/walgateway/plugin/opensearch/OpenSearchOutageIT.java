package io.walgateway.plugin.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A node of its own, which is killed, hung and brought back. */
class OpenSearchOutageIT {
    private static final TargetAddress ADDRESS = Deliveries.address("orders", "id", "{key}");
    private static final int BATCH = 50;

    private OpenSearchServer server;
    private Indexes indexes;
    private Deliveries deliveries;

    @BeforeEach
    void start() {
        server = Components.ownOpenSearch(Components.ownDirectory("opensearch"));
        indexes = new Indexes(server.uri());
        // A node that nobody runs comes first.
        deliveries = new Deliveries(
                Map.of("clusters.*.addresses", "http://127.0.0.1:" + FreePorts.next() + ", " + server.uri() + "/"));
        indexes.create("orders");
    }

    @AfterEach
    void stop() {
        deliveries.close();
        indexes.close();
        server.close();
    }

    @Test
    void shouldBeUnavailableWhileKilledAndDeliverAfterItsReturn() {
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        server.kill();
        // A pooled connection may break with the request on it; none after that.
        await().atMost(Deliveries.PATIENCE).until(() -> deliver() instanceof Unavailable);
        assertThat(deliver()).isInstanceOf(Unavailable.class);
        server.start();
        await().atMost(Deliveries.PATIENCE).until(() -> deliver() instanceof DeliveryOutcome.Delivered);
    }

    @Test
    void shouldNotKnowWhatItDidWhileItHangsAndDeliverWhenItGoesOn() {
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        server.suspend();
        assertThat(deliveries
                        .deliver(ADDRESS, List.of(Deliveries.written("k", 2).build()), Duration.ofMillis(500))
                        .getFirst())
                .isInstanceOf(Unknown.class);
        server.resume();
        await().atMost(Deliveries.PATIENCE).until(() -> deliver() instanceof DeliveryOutcome.Delivered);
    }

    /** Writers of five batches each, a kill in the middle, and every message delivered again until it is there. */
    @Test
    void shouldLoseNothingAndKeepItsVersionsWhenKilledInMidBulk() {
        List<Message> all = IntStream.range(0, 20 * BATCH)
                .mapToObj(i -> Deliveries.written("k" + i % 300, i)
                        .payload("{\"n\": " + i + "}")
                        .build())
                .toList();
        List<CompletableFuture<List<Message>>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.supplyAsync(() -> undelivered(IntStream.range(0, all.size())
                        .filter(i -> i / BATCH % 4 == writer)
                        .mapToObj(all::get)
                        .toList())))
                .toList();
        await().atMost(Deliveries.PATIENCE).until(() -> !indexes.all("orders").isEmpty());
        server.kill();
        List<Message> left =
                writers.stream().flatMap(writer -> writer.join().stream()).toList();
        server.start();
        // Those that were acknowledged are there without another delivery.
        List<Message> acknowledged =
                all.stream().filter(message -> !left.contains(message)).toList();
        await().atMost(Deliveries.PATIENCE).until(() -> holds(acknowledged));
        await().atMost(Deliveries.PATIENCE).until(() -> undelivered(left).isEmpty());
        assertThat(indexes.all("orders")).hasSize(300);
        assertThat(holds(all)).isTrue();
        for (int key = 0; key < 300; key++) {
            int last = 900 + key < all.size() ? 900 + key : 600 + key;
            JsonNode document = indexes.document("orders", "k" + key).orElseThrow();
            assertThat(document.path("_source").path("n").asInt(-1)).isEqualTo(last);
            assertThat(document.path("_version").asLong(0)).isEqualTo(nanos(all.get(last)));
        }
    }

    /** What the documentation warns of: deletes are remembered in the memory of a node. */
    @Test
    void shouldBringADocumentBackAfterARestartOfTheNode() {
        String lasting = indexes.create("lasting", "\"index.gc_deletes\": \"1h\"");
        TargetAddress address = Deliveries.address(lasting, "id", "{key}");
        deliveries.deliver(address, Deliveries.written("k", 1));
        deliveries.deliver(address, Deliveries.written("k", 3).payload(Bytes.EMPTY));
        indexes.call("POST", "/" + lasting + "/_flush", "");
        server.kill();
        server.start();
        await().atMost(Deliveries.PATIENCE)
                .until(() ->
                        deliveries.deliver(address, Deliveries.written("k", 2)) instanceof DeliveryOutcome.Delivered);
        assertThat(indexes.document(lasting, "k")).isPresent();
        assertThat(deliveries.deliver(address, Deliveries.written("k", 3).payload(Bytes.EMPTY)))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(indexes.document(lasting, "k")).isEmpty();
    }

    /** True if each document is of this write, or of a later one. */
    private boolean holds(List<Message> messages) {
        Map<String, JsonNode> stored = indexes.all("orders");
        return messages.stream().allMatch(message -> {
            JsonNode document = stored.get(message.orderingKey().asUtf8());
            return document != null && document.path("_version").asLong(0) >= nanos(message);
        });
    }

    /** Delivers in batches, and returns the messages that were not acknowledged. */
    private List<Message> undelivered(List<Message> messages) {
        List<Message> left = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += BATCH) {
            List<Message> batch = messages.subList(from, Math.min(messages.size(), from + BATCH));
            try {
                List<DeliveryOutcome> outcomes = deliveries.deliver(ADDRESS, batch);
                for (int i = 0; i < batch.size(); i++) {
                    if (!(outcomes.get(i) instanceof DeliveryOutcome.Delivered)) {
                        left.add(batch.get(i));
                    }
                }
            } catch (BatchRefusedException e) {
                left.addAll(batch);
            }
        }
        return left;
    }

    private static long nanos(Message message) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, message.lifecycle().writeTime());
    }

    private DeliveryOutcome deliver() {
        return deliveries.deliver(ADDRESS, Messages.message().key("k"));
    }
}
