package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers make up is no label of a metric, and what is gone is none either. */
class LabelsTest {
    private ServerFixture server;

    @BeforeEach
    void start() throws IOException {
        server = ServerFixture.serving(Map.of());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldHaveNoLabelForWhatCallersMakeUp() throws Exception {
        long before = series();
        try (RawCaller caller = new RawCaller(server.server.grpcPort())) {
            for (int made = 0; made < 50; made++) {
                String name = "made-up-" + made;
                assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> server.caller()
                                .writeToLog(WriteToLogRequest.newBuilder()
                                        .setNamespace(name)
                                        .build()));
                assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> caller.call("made.up.Service/" + name, new byte[0]));
                management("MADE" + made, "/" + name);
            }
        }

        assertThat(metrics()).doesNotContainIgnoringCase("made");
        assertThat(series()).isLessThan(before + 20);
    }

    @Test
    void shouldForgetANamespaceThatIsGone() throws Exception {
        server.catalog.put(ServerFixture.namespace("gone", "held", NamespaceConfig.Access.OPEN));
        var answer = server.asyncCaller()
                .writeToLog(WriteToLogRequest.newBuilder().setNamespace("gone").build());
        await().until(() -> server.queue.answers().size() == 1);
        server.queue.answers().getFirst().complete(AppendResult.APPENDED);
        assertThat(answer.get(10, TimeUnit.SECONDS).getMessageId()).isNotEmpty();
        assertThat(metrics()).contains("wal_server_requests_total{namespace=\"gone\",outcome=\"durable\"} 1.0");

        server.catalog.remove("gone");
        assertThat(metrics()).doesNotContain("gone");
    }

    private long series() throws IOException, InterruptedException {
        return metrics().lines().filter(line -> line.startsWith("wal_server_")).count();
    }

    private String metrics() throws IOException, InterruptedException {
        return management("GET", "/metrics");
    }

    private String management(String method, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http:/" + server.server.managementAddress() + path);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }
}
