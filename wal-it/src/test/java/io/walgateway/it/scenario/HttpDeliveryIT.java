package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.port.FreePorts;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sample of an HTTP target: an application that is not there yet when the writes come, asks for time, and gets them all. */
class HttpDeliveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TOO_BUSY = 503;
    private static final int NO_CONTENT = 204;

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("hooks");
    private final int port = FreePorts.next();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void shouldDeliverInOrderToAnApplicationThatComesLateAndIsBusyAtFirst() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(name, sample());
            String id = gateway.awaitTrue(request("1"), PATIENCE).getMessageId();
            gateway.awaitTrue(request("2"), PATIENCE);
            gateway.awaitTrue(request("3"), PATIENCE);
            startApplication();
            await().atMost(PATIENCE).until(() -> received.size() == 3);
            assertThat(received).first().isEqualTo("POST /orders/o%2F1 " + id + " application/json main 1");
            assertThat(received)
                    .extracting(line -> line.substring(line.length() - 1))
                    .containsExactly("1", "2", "3");
        }
    }

    private void startApplication() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        List<String> refused = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> {
            try (exchange) {
                String request = request(exchange);
                if (refused.isEmpty()) {
                    refused.add(request);
                    exchange.getResponseHeaders().add("Retry-After", "1");
                    exchange.sendResponseHeaders(TOO_BUSY, -1);
                } else {
                    received.add(request);
                    exchange.sendResponseHeaders(NO_CONTENT, -1);
                }
            }
        });
        servers.add(server);
        server.start();
    }

    private static String request(HttpExchange exchange) throws IOException {
        return String.join(
                " ",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("X-Shop"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private WriteToLogRequest request(String payload) {
        return Gateway.request(name, payload)
                .setOrderingKey(ByteString.copyFromUtf8("o/1"))
                .build();
    }

    private String sample() throws IOException {
        return NamespaceDocuments.sample("hooks", yaml -> yaml.replace(":8099", ":" + port));
    }
}
