package io.walgateway.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.walgateway.core.text.Reasons;
import io.walgateway.runtime.identity.AccessControl;
import io.walgateway.runtime.tls.PortTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The HTTP endpoint for operators and their tools: {@code GET /health} (200, or 503 while a check is down),
 * {@code GET /health/live} (200 as long as the process answers at all), {@code GET /metrics}. HEAD answers as GET,
 * without the body. Where callers are authenticated, metrics and pages are for those who may view everything.
 */
public final class ManagementServer implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private static final Set<String> PATHS = Set.of("/health", "/health/live", "/metrics");
    private static final List<String> METHODS = List.of("GET", "HEAD");
    private static final Answer UNTRUSTED =
            new Answer(401, TEXT, "the certificate of this connection is no longer trusted (expected: a new one)\n");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Optional<PortTls> tls;
    private final Health health;
    private final Metrics metrics;
    private final Map<String, Supplier<String>> pages;
    private final ManagementGuard guard;

    private ManagementServer(
            HttpServer server,
            Optional<PortTls> tls,
            Health health,
            Metrics metrics,
            Map<String, Supplier<String>> pages,
            AccessControl access) {
        this.server = server;
        this.tls = tls;
        this.health = health;
        this.metrics = metrics;
        this.pages = Map.copyOf(pages);
        this.guard = new ManagementGuard(access);
    }

    /**
     * Starts to listen.
     *
     * @param address port 0 takes a free one
     * @throws IOException when the address is unavailable, with the address in its message
     */
    public static ManagementServer start(
            InetSocketAddress address, Health health, Metrics metrics, AccessControl access) throws IOException {
        return start(address, health, metrics, Map.of(), access);
    }

    /**
     * Starts to listen, and also serves pages of the process's own.
     *
     * @param pages  by path; called on each request for the JSON to show, which they return at once
     * @param access who may see them, the metrics, and details of health
     */
    public static ManagementServer start(
            InetSocketAddress address,
            Health health,
            Metrics metrics,
            Map<String, Supplier<String>> pages,
            AccessControl access)
            throws IOException {
        return start(address, Optional.empty(), health, metrics, pages, access);
    }

    /**
     * As above, with TLS.
     *
     * @param tls empty: answers are not encrypted
     */
    public static ManagementServer start(
            InetSocketAddress address,
            Optional<PortTls> tls,
            Health health,
            Metrics metrics,
            Map<String, Supplier<String>> pages,
            AccessControl access)
            throws IOException {
        ManagementServer management = new ManagementServer(listen(address, tls), tls, health, metrics, pages, access);
        management.server.createContext("/", management::answer);
        management.server.setExecutor(management.threads);
        management.server.start();
        return management;
    }

    /** The address it listens on. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static HttpServer listen(InetSocketAddress address, Optional<PortTls> tls) throws IOException {
        try {
            return tls.isPresent() ? listen(address, tls.get()) : HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException(
                    "management: " + address + " (expected: an address to listen on): " + Reasons.of(e), e);
        }
    }

    private static HttpServer listen(InetSocketAddress address, PortTls tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(HttpsParameters connection) {
                connection.setSSLParameters(tls.parameters());
            }
        });
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            respond(exchange, isTrusted(exchange) ? answerTo(exchange) : UNTRUSTED);
        }
    }

    /** A connection may outlive the trust bundle with which it began. */
    private boolean isTrusted(HttpExchange exchange) {
        return tls.isEmpty()
                || !(exchange instanceof HttpsExchange encrypted)
                || tls.get().stillTrusts(encrypted.getSSLSession());
    }

    private Answer answerTo(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (!PATHS.contains(path) && !pages.containsKey(path)) {
            return new Answer(404, TEXT, "no such path (expected: /health, /health/live or /metrics)\n");
        }
        if (!METHODS.contains(exchange.getRequestMethod())) {
            return new Answer(405, TEXT, exchange.getRequestMethod() + " (expected: GET or HEAD)\n");
        }
        return switch (guard.judge(exchange)) {
            case ManagementGuard.Verdict.Open() -> answerTo(path);
            case ManagementGuard.Verdict.Closed closed -> answerTo(path, exchange, closed);
        };
    }

    /** Probes have no identity. */
    private Answer answerTo(String path, HttpExchange exchange, ManagementGuard.Verdict.Closed closed) {
        return switch (path) {
            case "/health" -> {
                boolean up = HealthJson.isUp(health.report());
                yield new Answer(up ? 200 : 503, JSON, up ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
            }
            case "/health/live" -> answerTo(path);
            default -> {
                guard.note(exchange, closed);
                yield new Answer(closed.status(), TEXT, closed.why() + "\n");
            }
        };
    }

    private Answer answerTo(String path) {
        Supplier<String> page = pages.get(path);
        if (page != null) {
            return new Answer(200, JSON, page.get());
        }
        return switch (path) {
            case "/health" -> {
                Map<String, Health.Status> report = health.report();
                yield new Answer(HealthJson.isUp(report) ? 200 : 503, JSON, HealthJson.of(report));
            }
            case "/health/live" -> new Answer(200, JSON, "{\"status\":\"up\"}");
            default -> new Answer(200, PROMETHEUS, metrics.scrape());
        };
    }

    private static void respond(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType);
        if (answer.status == 405) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", METHODS));
        }
        if (answer.status == 401) {
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        if (bodiless) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(answer.status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    private record Answer(int status, String contentType, String body) {}
}
