package io.walgateway.plugin.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SqsQueueClientTest {

    @Test
    void shouldLookForTheQueuesBeforeTheFirstWrite() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target")));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        Map<String, String> settings = Map.of(
                "clusters.default.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "clusters.default.region",
                "us-east-1",
                "clusters.default.access-key-id",
                "any",
                "clusters.default.secret-access-key",
                "any");
        try (QueueClient client =
                new SqsQueueProvider().open(new PluginContext(settings, InstantSource.system(), "test"))) {
            var _ = client.writer(new QueueConfig("sqs", "default", List.of("orders"), List.of(), Map.of()));
            await().untilAsserted(() -> assertThat(asked).containsExactly("AmazonSQS.GetQueueUrl"));
        } finally {
            server.stop(0);
        }
    }
}
