package io.walgateway.controlplane;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks over real HTTP. */
public final class TestHttp {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    public TestHttp(URI base) {
        this.base = base;
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The last part of the problem's type. */
        public String problem() {
            return json().path("type").asString().replaceFirst(".*:", "");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, text(body), headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, text(body), headers);
    }

    public Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, text(body), headers);
    }

    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        return sendAsync(method, path, body, headers).join();
    }

    public CompletableFuture<Answer> getAsync(String path) {
        return sendAsync("GET", path, BodyPublishers.noBody());
    }

    public CompletableFuture<Answer> sendAsync(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(90))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (List.of("PUT", "POST", "PATCH").contains(method)
                && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::new);
    }

    private static BodyPublisher text(String body) {
        return BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    }
}
