package io.walgateway.plugin.opensearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as a test says: for answers that a real cluster cannot be made to give, such as those of a proxy. */
final class Front implements AutoCloseable {
    private final HttpServer server;
    /** Method, path and credentials of each request. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** @param status of each bulk request; 0: the connection breaks */
    Front(int status, String body, Map<String, String> headers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(shown(exchange));
                exchange.getRequestBody().readAllBytes();
                if (exchange.getRequestMethod().equals("HEAD")) {
                    exchange.sendResponseHeaders(200, -1);
                } else if (status > 0) {
                    headers.forEach(exchange.getResponseHeaders()::add);
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            }
        });
        server.start();
    }

    Front(int status, String body) {
        this(status, body, Map.of());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }

    private static String shown(HttpExchange exchange) {
        return exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath()
                + Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .map(value -> " " + value)
                        .orElse("");
    }
}
