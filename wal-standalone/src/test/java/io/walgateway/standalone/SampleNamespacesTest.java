package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.up.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleNamespacesTest {
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private HttpServer server;
    private ControlPlane client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/namespaces/orders", exchange -> {
            byte[] body = "{\"title\": \"No\", \"detail\": \"why\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(statuses.remove(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = new ControlPlane(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldAskAgainWhileTheQueueIsAway() {
        statuses.addAll(List.of(503, 503, 201));
        assertThat(Samples.createNamespace(client, "orders", "{}")).isTrue();
        assertThat(statuses).isEmpty();
    }

    @Test
    void shouldLeaveWhatIsThereAsItIs() {
        statuses.add(412);
        assertThat(Samples.createNamespace(client, "orders", "{}")).isFalse();
    }

    @Test
    void shouldSayWhyItCouldNotBeCreated() {
        statuses.addAll(List.of(503, 503, 503, 503, 503));
        assertThatThrownBy(() -> Samples.createNamespace(client, "orders", "{}"))
                .isInstanceOf(CliException.class)
                .hasMessage("namespace orders could not be created: No: why (503)");
        statuses.add(400);
        assertThatThrownBy(() -> Samples.createNamespace(client, "orders", "{}"))
                .hasMessageContaining("No: why (400)");
    }
}
