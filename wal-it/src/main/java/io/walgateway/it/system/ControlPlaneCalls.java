package io.walgateway.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** An operator at the REST interface. */
public final class ControlPlaneCalls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Connects when it is first used.
     *
     * @param base the control plane's address
     */
    public ControlPlaneCalls(URI base) {
        this.base = base;
    }

    /** Creates a namespace or changes it, and expects success. */
    public void put(String namespace, String document) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("PUT", "/v1/namespaces/" + namespace, document);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    /** Returns the raw bytes at a path, and expects success. */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /**
     * Sends any request.
     *
     * @param headers name, value, name, value, ...
     */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
