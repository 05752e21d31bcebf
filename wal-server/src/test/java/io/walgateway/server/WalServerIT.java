package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.registry.Plugins;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import io.walgateway.testkit.component.Components;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over a real broker, which is killed under it. */
class WalServerIT {
    private static final String DOCUMENT = """
            {"persistence_configurations": {"persistence_configuration": [{
              "physical_storage": {"type": "KAFKA"},
              "config": {"target": {"type": "kafka", "topic": "orders-out"}}}]}}
            """;

    private final Plugins plugins = Plugins.installed();

    @Test
    void shouldTellTheTruthThroughAnOutageOfKafka(@TempDir Path documents) throws Exception {
        try (KafkaBroker kafka = Components.ownKafka(Components.ownDirectory("server_kafka"))) {
            ServerSettings settings = settings(kafka, documents);
            try (WalServer server = WalServer.start(settings, plugins, InstantSource.system())) {
                ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                        .usePlaintext()
                        .build();
                provision(settings);
                Files.writeString(documents.resolve("orders.json"), DOCUMENT);

                await().ignoreExceptions().until(() -> write(channel).getDurable() == Trilean.TRILEAN_TRUE);

                kafka.kill();
                for (int i = 0; i < 5; i++) {
                    WriteToLogResponse response = write(channel);
                    assertThat(response.getDurable()).isNotEqualTo(Trilean.TRILEAN_TRUE);
                    assertThat(response.getMessage()).isNotEmpty();
                }

                kafka.start();
                await().until(() -> write(channel).getDurable() == Trilean.TRILEAN_TRUE);
                channel.shutdownNow();
            }
        }
    }

    private static ServerSettings settings(KafkaBroker kafka, Path documents) {
        ProcessSettings process = ProcessSettings.of(Map.of(
                "grpc.port",
                "0",
                "management.port",
                "0",
                "catalog.file.dir",
                documents.toString(),
                "kafka.clusters.*.bootstrap.servers",
                kafka.bootstrapServers()));
        return ServerSettings.of(process, "default", Plugins.installed());
    }

    private void provision(ServerSettings settings) {
        QueueConfig queue = new QueueConfig("kafka", "default", List.of("orders"), List.of("orders-dlq"), Map.of());
        try (QueueClient client =
                plugins.queue("kafka").orElseThrow().open(settings.pluginContext("kafka", InstantSource.system()))) {
            client.admin().provision(queue, Set.of());
        }
    }

    /** A caller who waits for two seconds. */
    private static WriteToLogResponse write(ManagedChannel channel) {
        return WalServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(2, TimeUnit.SECONDS)
                .writeToLog(WriteToLogRequest.newBuilder()
                        .setNamespace("orders")
                        .setPayload(ByteString.copyFromUtf8("p"))
                        .build());
    }
}
