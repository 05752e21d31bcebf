package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.TokenLine;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.namespace.TargetRule;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.core.text.SegmentPattern;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through a request's target, a writer reaches nothing that the document does not allow, whatever the type of target. */
class RequestTargetsTest {
    /** An address of each type that the document below allows. */
    private static final Map<String, Map<String, String>> ALLOWED = Map.of(
            "kafka",
            Map.of("cluster", "default", "topic", "a-out"),
            "cassandra",
            Map.of("cluster", "default", "keyspace", "a", "table", "a"),
            "sqs",
            Map.of("cluster", "default", "queue", "a-out"),
            "http",
            Map.of("url", "https://a.example.com/hook"),
            "grpc",
            Map.of("address", "a.example.com:443"),
            "opensearch",
            Map.of("index", "a"),
            "evcache",
            Map.of("cache", "a"),
            "wal",
            Map.of("address", "a.example.com:7070", "namespace", "a"),
            "replication",
            Map.of("region", "eu", "writer", "a"),
            "evc-replication",
            Map.of("euwest1", "a.example.com"));

    private final TokenLine.Issued writer = TokenLine.issue("writer", new SecureRandom());
    private ServerFixture server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens"), writer.line().toString());
        Map<String, TargetProvider> targets = new HashMap<>(Plugins.installed().targets());
        // That of the document.
        targets.put("scripted", new ScriptedTargetProvider(new TestClock()));
        server = new ServerFixture(Map.of("identity.tokens-file", tokens.toString()), targets);
        server.catalog.put(namespace("listed", new RequestTargets.Listed(rules())));
        server.catalog.put(namespace("none", RequestTargets.Listed.NONE));
        server.catalog.put(namespace("unsaid", new RequestTargets.Unsaid()));
        server.catalog.becomeReady();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** A new type of target needs an address above. */
    @Test
    void shouldTryEachTypeOfTarget() {
        assertThat(ALLOWED.keySet())
                .isEqualTo(new TreeSet<>(Plugins.installed().targets().keySet()));
    }

    @Test
    void shouldRefuseEachTypeWhereTheDocumentAllowsNoneOrSaysNothing() {
        ALLOWED.forEach((type, properties) -> {
            assertRefused("none", target(type, properties));
            assertRefused("unsaid", target(type, properties));
        });
    }

    @Test
    void shouldRefuseEachTypeAtAnotherAddressOrWithAPropertyTheDocumentDoesNotMention() {
        ALLOWED.forEach((type, properties) -> {
            properties.forEach((name, value) -> {
                Map<String, String> other = new HashMap<>(properties);
                other.put(name, value.replaceFirst("a", "b"));
                if (!other.equals(properties)) {
                    assertRefused("listed", target(type, other));
                }
            });
            Map<String, String> more = new HashMap<>(properties);
            more.put("credentials", "shop");
            assertRefused("listed", plugin(type, more));
        });
        assertRefused(
                "listed",
                Target.newBuilder()
                        .setKafka(KafkaTarget.newBuilder().setTopic("a-out").setTombstone(true))
                        .build());
    }

    @Test
    void shouldAppendForATargetThatTheDocumentAllows() throws Exception {
        var answer = WalServiceGrpc.newFutureStub(server.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
                .writeToLog(request("listed", target("http", Map.of("url", "https://a.example.com/hook"))));
        await().until(() -> server.queue.answers().size() == 1);
        server.queue.answers().getFirst().complete(AppendResult.APPENDED);
        assertThat(answer.get(30, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
    }

    private void assertRefused(String namespace, Target target) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .as("%s: %s", namespace, target)
                .isThrownBy(() -> WalServiceGrpc.newBlockingStub(server.channel())
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
                        .writeToLog(request(namespace, target)))
                .satisfies(
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
        assertThat(server.queue.entries()).isEmpty();
    }

    private Metadata headers() {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + writer.token());
        return headers;
    }

    private static WriteToLogRequest request(String namespace, Target target) {
        return WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setTarget(target)
                .build();
    }

    /** As callers name it: two types have messages of their own. */
    private static Target target(String type, Map<String, String> properties) {
        return switch (type) {
            case "kafka" ->
                Target.newBuilder()
                        .setKafka(KafkaTarget.newBuilder()
                                .setCluster(properties.getOrDefault("cluster", ""))
                                .setTopic(properties.getOrDefault("topic", "")))
                        .build();
            case "cassandra" ->
                Target.newBuilder()
                        .setCassandra(CassandraTarget.newBuilder()
                                .setCluster(properties.getOrDefault("cluster", ""))
                                .setKeyspace(properties.getOrDefault("keyspace", ""))
                                .setTable(properties.getOrDefault("table", "")))
                        .build();
            default -> plugin(type, properties);
        };
    }

    private static Target plugin(String type, Map<String, String> properties) {
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType(type).putAllProperties(properties))
                .build();
    }

    private static List<TargetRule> rules() {
        return ALLOWED.entrySet().stream()
                .map(one -> new TargetRule(
                        one.getKey(),
                        one.getValue().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, property -> new SegmentPattern(property.getValue())))))
                .toList();
    }

    private static NamespaceConfig namespace(String name, RequestTargets targets) {
        return ServerFixture.namespace(
                name,
                "held",
                new NamespaceConfig.Access(List.of(new PrincipalPattern("token:writer")), List.of(), targets));
    }
}
