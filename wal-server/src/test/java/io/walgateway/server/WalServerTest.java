package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WalServerTest {
    private static final WriteToLogRequest REQUEST =
            WriteToLogRequest.newBuilder().setNamespace("orders").build();

    @Test
    void shouldSayThatItIsNotReadyUntilNamespacesAreKnown() throws Exception {
        try (ServerFixture server = new ServerFixture(Map.of())) {
            assertThatThrownBy(() -> server.caller().writeToLog(REQUEST))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessage("UNAVAILABLE: not ready: the namespaces are not known yet");
            assertThat(health(server)).isEqualTo(ServingStatus.NOT_SERVING);
            assertThat(get(server, "/health").statusCode()).isEqualTo(503);

            server.catalog.put(ServerFixture.namespace("orders", "held", NamespaceConfig.Access.OPEN));
            server.catalog.becomeReady();

            assertThat(health(server)).isEqualTo(ServingStatus.SERVING);
            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldStayInServiceAndSayWhichQueuesAreAway() throws Exception {
        try (ServerFixture server = ServerFixture.serving(Map.of())) {
            server.faults.unavailable();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> get(server, "/health")
                            .body()
                            .contains("\"queues\":{\"status\":\"degraded\",\"detail\":\"away: queues are away\"}"));
            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health").body()).startsWith("{\"status\":\"degraded\"");
            assertThat(get(server, "/metrics").body()).contains("wal_server_queue_clusters_away 1.0");
            server.faults.heal();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> get(server, "/health").body().contains("\"queues\":{\"status\":\"up\""));
        }
    }

    @Test
    void shouldBeDegradedButInServiceWhileTheSourceOfNamespacesIsAway() throws Exception {
        try (ServerFixture server = ServerFixture.serving(Map.of())) {
            server.catalog.loseItsSource("no answer from the control plane");

            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health").body())
                    .startsWith("{\"status\":\"degraded\"")
                    .contains("1 namespaces as last known; the source has been away since ")
                    .contains("no answer from the control plane");
            assertThat(get(server, "/metrics").body()).contains("wal_server_catalog_away 1.0");
        }
    }

    @Test
    void shouldAnswerWhatIsUnderWayWhenItDrains() throws Exception {
        try (ServerFixture server = ServerFixture.serving(Map.of())) {
            ListenableFuture<WriteToLogResponse> answer = server.asyncCaller().writeToLog(REQUEST);
            await().until(() -> server.queue.answers().size() == 1);

            Thread closing = Thread.ofVirtual().start(server.server::close);
            await().until(server.server::isDraining);
            assertThat(get(server, "/health").body()).contains("draining");
            server.queue.answers().getFirst().complete(AppendResult.APPENDED);
            closing.join();

            assertThat(answer.get(120, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
            assertThat(server.queue.closings()).isEqualTo(1);
        }
    }

    @Test
    void shouldCutOffWhatIsUnansweredAfterTheDrainTimeout() throws Exception {
        try (ServerFixture server = ServerFixture.serving(Map.of("drain-timeout", "50ms"))) {
            ListenableFuture<WriteToLogResponse> answer = server.asyncCaller().writeToLog(REQUEST);
            await().until(() -> server.queue.answers().size() == 1);

            server.server.close();

            assertThatThrownBy(() -> answer.get(120, TimeUnit.SECONDS)).hasMessageContaining("UNAVAILABLE");
        }
    }

    @Test
    void shouldListItsServices() throws Exception {
        try (ServerFixture server = ServerFixture.serving(Map.of())) {
            List<String> services = new CopyOnWriteArrayList<>();
            StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(server.channel())
                    .serverReflectionInfo(new StreamObserver<>() {
                        @Override
                        public void onNext(ServerReflectionResponse response) {
                            response.getListServicesResponse()
                                    .getServiceList()
                                    .forEach(service -> services.add(service.getName()));
                        }

                        @Override
                        public void onError(Throwable failure) {}

                        @Override
                        public void onCompleted() {}
                    });
            requests.onNext(
                    ServerReflectionRequest.newBuilder().setListServices("").build());
            requests.onCompleted();

            await().untilAsserted(() -> assertThat(services)
                    .contains(
                            "wal.v1.WalService",
                            "grpc.health.v1.Health",
                            "grpc.reflection.v1.ServerReflection",
                            "grpc.reflection.v1alpha.ServerReflection"));
        }
    }

    @Test
    void shouldNotMindGarbageOnThePort() throws Exception {
        try (ServerFixture server = ServerFixture.serving(Map.of())) {
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 50; i++) {
                byte[] garbage = new byte[random.nextInt(1, 5000)];
                random.nextBytes(garbage);
                sendRaw(server.server.grpcPort(), garbage);
            }

            ListenableFuture<WriteToLogResponse> answer = server.asyncCaller().writeToLog(REQUEST);
            await().until(() -> server.queue.answers().size() == 1);
            server.queue.answers().getFirst().complete(AppendResult.APPENDED);
            assertThat(answer.get(120, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
        }
    }

    @Test
    void shouldCountByNamespaceAndOutcome() throws Exception {
        try (ServerFixture server = ServerFixture.serving(Map.of())) {
            ListenableFuture<WriteToLogResponse> answer = server.asyncCaller().writeToLog(REQUEST);
            await().until(() -> server.queue.answers().size() == 1);
            assertThat(get(server, "/metrics").body()).contains("wal_server_in_flight_requests 1.0");
            server.queue.answers().getFirst().complete(AppendResult.APPENDED);
            assertThat(answer.get(120, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
            assertThatThrownBy(() -> server.caller()
                            .writeToLog(
                                    REQUEST.toBuilder().setNamespace("made-up").build()))
                    .hasMessageContaining("NOT_FOUND");

            assertThat(get(server, "/metrics").body())
                    .contains("wal_server_requests_total{namespace=\"orders\",outcome=\"durable\"} 1.0")
                    .contains("wal_server_requests_total{namespace=\"\",outcome=\"namespace_unknown\"} 1.0")
                    .contains("wal_server_latency_seconds_bucket{le=\"0.01\"}")
                    .contains("wal_server_in_flight_requests 0.0")
                    .contains("wal_server_in_flight_bytes 0.0")
                    .doesNotContain("made-up");
        }
    }

    @Test
    void shouldNameThePortThatItCannotHave() throws Exception {
        try (ServerFixture server = ServerFixture.serving(Map.of())) {
            String port = String.valueOf(server.server.grpcPort());
            assertThatThrownBy(() -> new ServerFixture(Map.of("grpc.port", port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("grpc:")
                    .hasMessageContaining(port);
        }
    }

    private static ServingStatus health(ServerFixture server) {
        return HealthGrpc.newBlockingStub(server.channel())
                .check(HealthCheckRequest.newBuilder()
                        .setService("wal.v1.WalService")
                        .build())
                .getStatus();
    }

    private static HttpResponse<String> get(ServerFixture server, String path) throws Exception {
        URI uri = URI.create(
                "http://127.0.0.1:" + server.server.managementAddress().getPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void sendRaw(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream()) {
            out.write(bytes);
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*");
        }
    }
}
