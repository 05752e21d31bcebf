package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sample of an OpenSearch target: an index that is made when the writes are there already, and gets them all. */
class OpenSearchDeliveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NOT_FOUND = 404;

    private final WalSystem system = WalSystem.running();
    private final URI cluster = system.openSearch().uri();
    private final String name = Components.uniqueName("search");
    private final String index = Components.uniqueName("orders");

    @Test
    void shouldKeepAnIndexInStepThatIsMadeLate() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                HttpClient http = HttpClient.newHttpClient()) {
            operator.put(name, sample());
            gateway.awaitTrue(request("o-1", "{\"status\": \"open\"}"), PATIENCE);
            gateway.awaitTrue(request("o-2", "{\"status\": \"open\"}"), PATIENCE);
            gateway.awaitTrue(request("o-3", "{\"total\": 1.50}"), PATIENCE);
            gateway.awaitTrue(request("o-1", "{\"status\": \"paid\"}"), PATIENCE);
            gateway.awaitTrue(request("o-2", ""), PATIENCE);
            assertThat(call(http, "GET", "/" + index, "").statusCode()).isEqualTo(NOT_FOUND);
            call(http, "PUT", "/" + index, "{\"settings\": {\"number_of_replicas\": 0}}");
            await().atMost(PATIENCE)
                    .until(() -> source(http, "o-1").equals("{\"status\": \"paid\"}")
                            && source(http, "o-3").equals("{\"total\": 1.50}"));
            await().atMost(PATIENCE)
                    .until(() ->
                            call(http, "GET", "/" + index + "/_doc/o-2", "").statusCode() == NOT_FOUND);
        }
    }

    private String source(HttpClient http, String id) throws IOException, InterruptedException {
        return call(http, "GET", "/" + index + "/_source/" + id, "").body();
    }

    private HttpResponse<String> call(HttpClient http, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(cluster.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private WriteToLogRequest request(String key, String payload) {
        return Gateway.request(name, payload)
                .setOrderingKey(ByteString.copyFromUtf8(key))
                .build();
    }

    private String sample() throws IOException {
        return NamespaceDocuments.sample("search", yaml -> yaml.replace("index: orders", "index: " + index));
    }
}
