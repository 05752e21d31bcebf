package io.walgateway.cli.rest;

import io.walgateway.cli.terminal.CliException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to the control plane, and reports its refusals in its own words. */
public final class ControlPlane {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int ERRORS = 400;

    private final URI base;
    private final Map<String, String> standing;
    private final HttpClient http;

    /** Without standing fields, and with the TLS of the Java runtime. */
    public ControlPlane(URI base) {
        this(base, Optional.empty());
    }

    /** Without standing fields. */
    public ControlPlane(URI base, Optional<SSLContext> tls) {
        this(base, tls, Map.of());
    }

    /**
     * @param tls      for an address with https; empty: as the Java runtime does it
     * @param standing fields of each request; those that a request has itself, also in their extended form, come first
     */
    public ControlPlane(URI base, Optional<SSLContext> tls, Map<String, String> standing) {
        this.base = base;
        this.standing = Map.copyOf(standing);
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_WITHIN);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** Builds a path from names, each of which may hold any character. */
    public static String path(String... parts) {
        StringJoiner path = new StringJoiner("/", "/v1/", "");
        for (String part : parts) {
            path.add(encoded(part));
        }
        return path.toString();
    }

    /** Builds {@code ?a=1&b=2}; empty text without parameters. */
    public static String query(Map<String, String> parameters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach((name, value) -> query.add(name + "=" + encoded(value)));
        return query.toString();
    }

    public JsonNode get(String path) {
        return send("GET", path, "", Map.of());
    }

    /**
     * Sends any request.
     *
     * @param body empty text: none
     */
    public JsonNode send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_WITHIN)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        stand(request, headers);
        return answer(send(request.build(), BodyHandlers.ofString()));
    }

    /** Reads an answer that is not JSON, such as a payload. */
    public byte[] bytes(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_WITHIN);
        stand(request, Map.of());
        HttpResponse<byte[]> response = send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() >= ERRORS) {
            JsonNode problem = json(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
            throw refused(response.statusCode(), problem);
        }
        return response.body();
    }

    private void stand(HttpRequest.Builder request, Map<String, String> headers) {
        standing.forEach((field, value) -> {
            String plain = field.replace("*", "");
            if (!headers.containsKey(plain) && !headers.containsKey(plain + "*")) {
                request.header(field, value);
            }
        });
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw unreachable(Causes.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted", e);
        }
    }

    private UnreachableException unreachable(String why, Exception cause) {
        return new UnreachableException(
                "no control plane answers at %s: %s (./wal status shows the local one; --control-plane names another)"
                        .formatted(base, why),
                cause);
    }

    private JsonNode answer(HttpResponse<String> response) {
        JsonNode body = json(response.statusCode(), response.body());
        if (response.statusCode() >= ERRORS) {
            throw refused(response.statusCode(), body);
        }
        return body;
    }

    private JsonNode json(int status, String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw unreachable("the answer is %d and no JSON".formatted(status), e);
        }
    }

    private static RefusedException refused(int status, JsonNode problem) {
        return new RefusedException(
                problem(status, problem), status, problem.path("type").asString(""));
    }

    /** Shows each flaw once: the detail is that of the first. */
    private static String problem(int status, JsonNode problem) {
        String title = problem.path("title").asString("refused");
        if (problem.path("problems").isEmpty()) {
            return "%s: %s (%d)".formatted(title, problem.path("detail").asString(""), status);
        }
        StringBuilder text = new StringBuilder("%s (%d)".formatted(title, status));
        problem.path("problems")
                .forEach(flaw -> text.append("\n     ")
                        .append(
                                flaw.path("pointer").asString().isEmpty()
                                        ? "document"
                                        : flaw.path("pointer").asString())
                        .append(": ")
                        .append(flaw.path("value").asString())
                        .append(" (expected: ")
                        .append(flaw.path("expected").asString())
                        .append(
                                flaw.has("nearest_known_key")
                                        ? "; nearest known key: "
                                                + flaw.path("nearest_known_key").asString()
                                        : "")
                        .append(")"));
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
