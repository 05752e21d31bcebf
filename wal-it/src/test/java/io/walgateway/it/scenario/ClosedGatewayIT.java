package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.walgateway.client.WalClient;
import io.walgateway.client.WalStream;
import io.walgateway.client.Write;
import io.walgateway.client.WriteReceipt;
import io.walgateway.client.token.BearerToken;
import io.walgateway.it.system.ClosedSystem;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A writer of one namespace can neither write to another one, nor read its dead letters, nor reach through a request's
 * target anything that the document does not allow. Real processes, a real queue.
 */
class ClosedGatewayIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "marked-payload";

    private final String a = Components.uniqueName("a");
    private final String b = Components.uniqueName("b");
    private final HttpClient http = HttpClient.newHttpClient();
    private ClosedSystem system;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        system = new ClosedSystem(WalSystem.running(), List.of("root", "server", "writer", "other"));
        channel = Grpc.newChannelBuilder("127.0.0.1:" + system.grpcPort(), InsecureChannelCredentials.create())
                .build();
        awaitPut(a, document(a, "writer"));
        awaitPut(b, document(b, "other"));
        await().atMost(PATIENCE).until(() -> code("writer", request(a)) == Status.Code.OK);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        http.close();
        system.close();
    }

    @Test
    void shouldLetAWriterOfOneNamespaceDoNothingElse() throws Exception {
        assertThat(code("writer", request(b))).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(code("", request(a))).isEqualTo(Status.Code.UNAUTHENTICATED);
        for (String path : List.of(
                "/v1/namespaces/" + b,
                "/v1/namespaces/" + b + "/dead-letters",
                "/v1/namespaces/" + b + "/dead-letters/1",
                "/v1/namespaces/" + b + "/dead-letters/1/payload",
                "/v1/namespaces/" + b + "/delayed",
                "/v1/namespaces/" + b + "/revisions",
                "/v1/access/roles")) {
            assertThat(get("writer", path).statusCode()).as(path).isEqualTo(403);
            assertThat(get("", path).statusCode()).as(path).isEqualTo(401);
        }
        targets()
                .forEach(target -> assertThat(code(
                                "writer",
                                request(a).toBuilder().setTarget(target).build()))
                        .as(target.toString())
                        .isEqualTo(Status.Code.PERMISSION_DENIED));
        assertThat(code(
                        "writer",
                        request(a).toBuilder().setTarget(kafka(a + "-out")).build()))
                .isEqualTo(Status.Code.OK);
        for (String name : List.of("root", "server", "writer", "other")) {
            assertThat(system.logs()).doesNotContain(system.token(name));
        }
        assertThat(system.logs())
                .doesNotContain(SECRET)
                .contains("refused a caller", "missing permission: append on namespace " + b);
    }

    @Test
    void shouldTakeWritesOfAJavaClientWithATokenAndOfNoOther() throws Exception {
        try (WalClient known = client("writer");
                WalClient stranger = client("other");
                WalStream stream = known.openStream()) {
            assertThat(known.writeAndWait(Write.to(a).payload(SECRET))).isInstanceOf(WriteReceipt.Durable.class);
            assertThat(stream.append(Write.to(a).payload(SECRET))
                            .toCompletableFuture()
                            .get(1, TimeUnit.MINUTES))
                    .isInstanceOf(WriteReceipt.Durable.class);
            assertThat(stranger.writeAndWait(Write.to(a).payload(SECRET))).isInstanceOf(WriteReceipt.Refused.class);
        }
    }

    private WalClient client(String caller) {
        return WalClient.builder()
                .address("127.0.0.1:" + system.grpcPort())
                .tokens(() -> new BearerToken(system.token(caller), BearerToken.FOR_EVER))
                .deadline(PATIENCE)
                .build();
    }

    /** One of each type, at places that the document of A does not allow: B's, this machine's, or anybody's. */
    private Stream<Target> targets() {
        return Stream.of(
                kafka(b),
                kafka(b + "-dlq"),
                Target.newBuilder()
                        .setCassandra(
                                CassandraTarget.newBuilder().setKeyspace("k").setTable("t"))
                        .build(),
                plugin("kafka", Map.of("topic", a + "-out", "timestamp", "write-time")),
                plugin("sqs", Map.of("queue", b)),
                plugin("http", Map.of("url", system.rest() + "/v1/namespaces/" + b)),
                plugin("http", Map.of("url", "http://169.254.169.254/latest/meta-data/")),
                plugin("grpc", Map.of("address", "127.0.0.1:" + system.grpcPort())),
                plugin("opensearch", Map.of("index", b)),
                plugin("evcache", Map.of("cache", b)),
                plugin("wal", Map.of("address", "127.0.0.1:" + system.grpcPort(), "namespace", b)),
                plugin("replication", Map.of("region", "eu", "writer", "127.0.0.1")));
    }

    private Status.Code code(String caller, WriteToLogRequest request) {
        Metadata headers = new Metadata();
        if (!caller.isEmpty()) {
            headers.put(
                    Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                    "Bearer " + system.token(caller));
        }
        try {
            var response = WalServiceGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .writeToLog(request);
            return response.getDurable() == Trilean.TRILEAN_TRUE ? Status.Code.OK : Status.Code.UNKNOWN;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private HttpResponse<String> get(String caller, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system.rest() + path));
        if (!caller.isEmpty()) {
            request.header("Authorization", "Bearer " + system.token(caller));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** A control plane that has just started may not have reached its store and its broker. */
    private void awaitPut(String name, String document) {
        await("the namespace " + name)
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(put(name, document).statusCode()).isIn(200, 201));
    }

    private HttpResponse<String> put(String name, String document) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(system.rest() + "/v1/namespaces/" + name))
                        .header("Authorization", "Bearer " + system.token("root"))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(document))
                        .build(),
                BodyHandlers.ofString());
    }

    private static WriteToLogRequest request(String namespace) {
        return WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setPayload(ByteString.copyFromUtf8(SECRET))
                .build();
    }

    private static Target kafka(String topic) {
        return Target.newBuilder()
                .setKafka(KafkaTarget.newBuilder().setTopic(topic))
                .build();
    }

    private static Target plugin(String type, Map<String, String> properties) {
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType(type).putAllProperties(properties))
                .build();
    }

    private static String document(String name, String writer) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"wal-kafka-topics": ["%1$s"], "target": {"type": "kafka", "topic": "%1$s-sink"}}}]},
                 "writers": ["token:%2$s"],
                 "request-targets": [{"type": "kafka", "cluster": "default", "topic": "%1$s-out"}]}
                """.formatted(name, writer);
    }
}
