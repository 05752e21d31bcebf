package io.walgateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.runtime.identity.AccessControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementServerTest {
    private final Health health = new Health();
    private final Metrics metrics = new Metrics();
    private final HttpClient client = HttpClient.newHttpClient();
    private ManagementServer server;

    @BeforeEach
    void start() throws IOException {
        server = ManagementServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                health,
                metrics,
                Map.of("/pipelines", () -> "{}"),
                AccessControl.OPEN);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        metrics.close();
    }

    @Test
    void shouldTellHealth() throws Exception {
        health.register("catalog", () -> new Health.Status.Up("ready"));
        assertThat(send("GET", "/health").statusCode()).isEqualTo(200);

        health.register("catalog", () -> new Health.Status.Down("no answer yet"));
        HttpResponse<String> down = send("GET", "/health");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(down.body()).contains("no answer yet");
        assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowMetersToPrometheus() throws Exception {
        metrics.registry().counter("wal.sample", "namespace", "orders").increment();

        HttpResponse<String> response = send("GET", "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("wal_sample_total{namespace=\"orders\"} 1.0")
                .contains("jvm_memory_used_bytes")
                .contains("process_cpu_usage");
    }

    @Test
    void shouldServePagesOfTheProcess() throws Exception {
        HttpResponse<String> page = send("GET", "/pipelines");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(page.body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/metrics", "/pipelines", "/nothing"})
    void shouldAnswerHeadAsGetWithoutABody(String path) throws Exception {
        HttpResponse<String> get = send("GET", path);
        HttpResponse<String> head = send("HEAD", path);
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
        assertThat(head.headers().firstValue("Content-Length")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthy", "/health/", "/metrics/x", "/..%2f"})
    void shouldNotKnowOtherPaths(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "OPTIONS", "head", "FOO"})
    void shouldRefuseOtherMethods(String method) throws Exception {
        for (String path : List.of("/health", "/metrics", "/pipelines")) {
            HttpResponse<String> response = send(method, path);
            assertThat(response.statusCode()).as(path).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    @Test
    void shouldNameTheAddressThatItCannotHave() {
        assertThatThrownBy(() -> ManagementServer.start(server.address(), health, metrics, AccessControl.OPEN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(server.address().getPort()));
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
