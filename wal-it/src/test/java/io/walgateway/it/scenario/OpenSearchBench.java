package io.walgateway.it.scenario;

import io.walgateway.consumer.route.Targets;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Compares deliveries, gathered as a consumer gathers them, with a hand-made loop of bulk requests of 250 documents, four
 * at once, which holds as many documents in flight. Not part of the suite: docs/performance.md says how it is run.
 */
class OpenSearchBench {
    private static final int DOCUMENTS = 100_000;
    private static final int IN_FLIGHT = 1_000;
    private static final int BULK = 250;
    private static final int ROUNDS = 3;
    private static final String INDEX = "bench";

    private final OpenSearchServer server = Components.ownOpenSearch(Components.ownDirectory("opensearch"));
    private final URI cluster = server.uri();
    private final HttpClient http = HttpClient.newHttpClient();
    private final byte[] payload =
            ("{\"status\": \"paid\", \"note\": \"" + "x".repeat(200) + "\"}").getBytes(StandardCharsets.UTF_8);
    private final AtomicInteger failed = new AtomicInteger();

    @Test
    void compareWithAHandMadeLoop() throws Exception {
        PluginContext context = new PluginContext(
                Map.of("clusters.default.addresses", cluster.toString()), InstantSource.system(), "bench");
        try (server;
                http;
                Targets targets = new Targets(Plugins.installed(), _ -> context, "")) {
            Target target = targets.at(new TargetAddress("opensearch", Map.of("index", INDEX)))
                    .target();
            for (int round = 0; round <= ROUNDS; round++) {
                double byHand = perSecond(IN_FLIGHT / BULK, DOCUMENTS / BULK, _ -> bulk());
                double gathered = perSecond(IN_FLIGHT, DOCUMENTS, _ -> deliver(target));
                System.out.printf(
                        "%s: by hand %,.0f/s, gathered %,.0f/s, %.0f %%, failed %d%n",
                        round == 0 ? "warm-up" : "round " + round,
                        byHand,
                        gathered,
                        100 * gathered / byHand,
                        failed.get());
            }
        }
    }

    /** Runs so many steps, so many at once; each returns its documents. */
    private double perSecond(int atOnce, int steps, IntUnaryOperator step) throws Exception {
        call("DELETE", "/" + INDEX, new byte[0]);
        call("PUT", "/" + INDEX, "{\"settings\": {\"number_of_replicas\": 0}}".getBytes(StandardCharsets.UTF_8));
        AtomicInteger next = new AtomicInteger();
        AtomicInteger documents = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++) {
                threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < steps; number = next.getAndIncrement()) {
                        documents.addAndGet(step.applyAsInt(number));
                    }
                });
            }
        }
        return documents.get() / (Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0);
    }

    private int deliver(Target target) {
        try {
            Message message = Messages.message().payload(Bytes.wrap(payload)).build();
            DeliveryOutcome outcome =
                    target.deliver(new DeliveryAttempt(message, 1, Instant.now().plusSeconds(60)));
            if (!outcome.equals(DeliveryOutcome.DELIVERED)) {
                failed.incrementAndGet();
            }
            return 1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int bulk() {
        StringBuilder body = new StringBuilder();
        String document = new String(payload, StandardCharsets.UTF_8);
        for (int i = 0; i < BULK; i++) {
            body.append("{\"index\":{\"_id\":\"")
                    .append(UUID.randomUUID())
                    .append("\",\"version\":1,\"version_type\":\"external_gte\"}}\n")
                    .append(document)
                    .append('\n');
        }
        call("POST", "/" + INDEX + "/_bulk?filter_path=errors", body.toString().getBytes(StandardCharsets.UTF_8));
        return BULK;
    }

    private void call(String method, String path, byte[] body) {
        try {
            http.send(
                    HttpRequest.newBuilder(cluster.resolve(path))
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
