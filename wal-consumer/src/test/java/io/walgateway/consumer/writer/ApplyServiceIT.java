package io.walgateway.consumer.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.registry.Plugins;
import io.walgateway.proto.v1.ApplyOutcome;
import io.walgateway.proto.v1.ApplyRequest;
import io.walgateway.proto.v1.ApplyResult;
import io.walgateway.proto.v1.CompressedWrites;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.RegionalWrite;
import io.walgateway.proto.v1.RegionalWrites;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriterServiceGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writer's service, for callers that are not ours. */
class ApplyServiceIT {
    private final RecordingTargets recording = new RecordingTargets();
    private final Plugins plugins = new Plugins(Map.of(), Map.of(RecordingTargets.TYPE, recording));
    private WalWriter writer;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        writer = WalWriter.start(
                WriterSettings.of(
                        ProcessSettings.of(Map.of(
                                "region", "eu",
                                "listen.port", "0",
                                "management.port", "0",
                                "targets.orders.v1.type", RecordingTargets.TYPE,
                                "targets.refused.type", RecordingTargets.TYPE,
                                "targets.refused.answer", "rejected",
                                "targets.hanging.type", RecordingTargets.TYPE,
                                "targets.hanging.answer", "hanging")),
                        plugins),
                plugins,
                InstantSource.system());
        channel = NettyChannelBuilder.forAddress("127.0.0.1", writer.grpcPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        writer.close();
    }

    private static RegionalWrite write(String namespace) {
        return RegionalWrite.newBuilder()
                .setMessageId(ByteString.copyFrom(new byte[16]))
                .setNamespace(namespace)
                .setPayload(ByteString.copyFromUtf8("hello"))
                .setOriginRegion("us")
                .build();
    }

    private List<ApplyOutcome> apply(RegionalWrite... writes) {
        return apply(request(writes));
    }

    private static ApplyRequest request(RegionalWrite... writes) {
        return ApplyRequest.newBuilder()
                .setRegion("eu")
                .setWrites(RegionalWrites.newBuilder().addAllWrites(List.of(writes)))
                .build();
    }

    private List<ApplyOutcome> apply(ApplyRequest request) {
        return WriterServiceGrpc.newBlockingStub(channel).apply(request).getOutcomesList();
    }

    private void shouldRefuse(ApplyRequest request, Status.Code code, String why) {
        assertThatThrownBy(() -> apply(request)).isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> {
            assertThat(refusal.getStatus().getCode()).isEqualTo(code);
            assertThat(refusal.getStatus().getDescription()).isEqualTo(why);
        });
        assertThat(recording.delivered()).isEmpty();
    }

    @Test
    void shouldDeliverEachWriteToTheTargetOfItsNamespace() {
        assertThat(apply(write("orders.v1"), write("refused"), write("unheard-of")))
                .extracting(ApplyOutcome::getResult)
                .containsExactly(
                        ApplyResult.APPLY_RESULT_APPLIED,
                        ApplyResult.APPLY_RESULT_REJECTED,
                        ApplyResult.APPLY_RESULT_UNAVAILABLE);
        assertThat(recording.delivered())
                .singleElement()
                .satisfies(message -> assertThat(message.namespace()).isEqualTo("orders.v1"));
    }

    @Test
    void shouldLeaveTheOthersTheirOutcomesIfATargetHangs() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(WriterServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(2, TimeUnit.SECONDS)
                            .apply(request(write("orders.v1"), write("hanging"), write("orders.v1")))
                            .getOutcomesList())
                    .extracting(ApplyOutcome::getResult)
                    .containsExactly(
                            ApplyResult.APPLY_RESULT_APPLIED,
                            ApplyResult.APPLY_RESULT_UNSPECIFIED,
                            ApplyResult.APPLY_RESULT_APPLIED);
        }
        assertThat(recording.delivered()).hasSize(4);
        HttpRequest metrics = HttpRequest.newBuilder(URI.create("http:/" + writer.managementAddress() + "/metrics"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> http.send(metrics, HttpResponse.BodyHandlers.ofString())
                            .body()
                            .contains("wal_writer_in_hand 0.0"));
        }
    }

    @Test
    void shouldApplyTheWritesOfOneKeyInTheirOrder() {
        RegionalWrite[] writes = IntStream.range(0, 500)
                .mapToObj(i -> write("orders.v1").toBuilder()
                        .setOrderingKey(ByteString.copyFromUtf8("k" + i % 2))
                        .setPayload(ByteString.copyFromUtf8("" + i))
                        .build())
                .toArray(RegionalWrite[]::new);
        assertThat(apply(writes)).hasSize(500);
        for (int key = 0; key < 2; key++) {
            Bytes own = Bytes.utf8("k" + key);
            assertThat(recording.delivered())
                    .filteredOn(message -> message.orderingKey().equals(own))
                    .extracting(message ->
                            Integer.parseInt(new String(message.payload().unsafeArray(), StandardCharsets.UTF_8)))
                    .hasSize(250)
                    .isSorted();
        }
    }

    @Test
    void shouldDeliverInItsOwnRegionOnly() {
        Target elsewhere = Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder()
                        .setType("replication")
                        .putProperties("region", "us")
                        .putProperties("writer", "w"))
                .build();
        assertThat(apply(write("orders.v1").toBuilder().setTarget(elsewhere).build()))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.getResult()).isEqualTo(ApplyResult.APPLY_RESULT_REJECTED);
                    assertThat(outcome.getReason()).isEqualTo("a target in another region (expected: one of eu)");
                });
    }

    @Test
    void shouldSkipAWriteThatHasExpired() {
        assertThat(apply(write("orders.v1").toBuilder()
                        .setExpiry(Timestamp.newBuilder().setSeconds(1))
                        .build()))
                .extracting(ApplyOutcome::getResult)
                .containsExactly(ApplyResult.APPLY_RESULT_SKIPPED);
    }

    @Test
    void shouldSkipAWriteThatOriginatedHere() {
        assertThat(apply(write("orders.v1").toBuilder().setOriginRegion("eu").build()))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.getResult()).isEqualTo(ApplyResult.APPLY_RESULT_SKIPPED);
                    assertThat(outcome.getReason()).isEqualTo("it originated in eu");
                });
    }

    @Test
    void shouldRejectOnlyTheWriteThatIsMalformed() {
        RegionalWrite nameless = write("");
        RegionalWrite idless = write("orders.v1").toBuilder().clearMessageId().build();
        RegionalWrite timeless = write("orders.v1").toBuilder()
                .setWriteTime(Timestamp.newBuilder().setNanos(-1))
                .build();
        assertThat(apply(nameless, idless, timeless, write("orders.v1")))
                .extracting(ApplyOutcome::getReason)
                .containsExactly(
                        "namespace: empty (expected: the namespace's name)",
                        "message_id: 0 bytes (expected: 16)",
                        "write_time: out of range (expected: a time in the years 1 to 9999)",
                        "");
    }

    @Test
    void shouldRefuseARequestForAnotherRegion() {
        shouldRefuse(
                ApplyRequest.newBuilder().setRegion("us\u001b[2J").build(),
                Status.Code.FAILED_PRECONDITION,
                "region: us\\u001b[2J (expected: eu, where this writer runs)");
    }

    @Test
    void shouldRefuseRequestsWithoutWritesOrWithTooMany() {
        ApplyRequest.Builder request = ApplyRequest.newBuilder().setRegion("eu");
        shouldRefuse(request.build(), Status.Code.INVALID_ARGUMENT, "content: absent (expected: writes or compressed)");
        shouldRefuse(
                request.setWrites(RegionalWrites.newBuilder()
                                .addAllWrites(Collections.nCopies(1_001, write("orders.v1"))))
                        .build(),
                Status.Code.INVALID_ARGUMENT,
                "writes: 1001 (expected: 1 to 1000)");
    }

    @Test
    void shouldNotExpandMoreThanWasDeclared() {
        byte[] bomb = Zstd.compress(new byte[64 << 20]);
        ApplyRequest.Builder request = ApplyRequest.newBuilder().setRegion("eu");
        CompressedWrites.Builder compressed = CompressedWrites.newBuilder().setZstd(ByteString.copyFrom(bomb));
        String unreadable = "compressed.zstd: unreadable (expected: RegionalWrites in a zstd frame)";
        shouldRefuse(
                request.setCompressed(compressed.setContentBytes(100)).build(),
                Status.Code.INVALID_ARGUMENT,
                unreadable);
        shouldRefuse(
                request.setCompressed(compressed.setContentBytes(64 << 20)).build(),
                Status.Code.INVALID_ARGUMENT,
                "compressed.content_bytes: 67108864 (expected: at most 16777216)");
        shouldRefuse(
                request.setCompressed(compressed.setContentBytes(-1)).build(),
                Status.Code.INVALID_ARGUMENT,
                "compressed.content_bytes: 4294967295 (expected: at most 16777216)");
        shouldRefuse(
                request.setCompressed(CompressedWrites.newBuilder()
                                .setZstd(ByteString.copyFromUtf8("no frame"))
                                .setContentBytes(8))
                        .build(),
                Status.Code.INVALID_ARGUMENT,
                unreadable);
    }
}
