package io.walgateway.consumer.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.identity.TokenLine;
import io.walgateway.core.registry.Plugins;
import io.walgateway.proto.v1.ApplyRequest;
import io.walgateway.proto.v1.RegionalWrite;
import io.walgateway.proto.v1.RegionalWrites;
import io.walgateway.proto.v1.WriterServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is closed takes writes of the consumers that its settings name. */
class WriterAccessTest {
    private static final ApplyRequest REQUEST = ApplyRequest.newBuilder()
            .setRegion("eu")
            .setWrites(RegionalWrites.newBuilder()
                    .addWrites(RegionalWrite.newBuilder()
                            .setMessageId(ByteString.copyFrom(new byte[16]))
                            .setNamespace("orders")
                            .setOriginRegion("us")))
            .build();

    private final RecordingTargets recording = new RecordingTargets();
    private final TokenLine.Issued consumer = TokenLine.issue("consumer-us", new SecureRandom());
    private final TokenLine.Issued stranger = TokenLine.issue("stranger", new SecureRandom());
    private WalWriter writer;
    private ManagedChannel channel;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        Path tokens = Files.write(folder.resolve("tokens"), List.of(consumer.line() + "", stranger.line() + ""));
        Plugins plugins = new Plugins(Map.of(), Map.of(RecordingTargets.TYPE, recording));
        writer = WalWriter.start(
                WriterSettings.of(
                        ProcessSettings.of(Map.of(
                                "region", "eu",
                                "listen.port", "0",
                                "management.port", "0",
                                "identity.tokens-file", tokens.toString(),
                                "access.appliers", "token:consumer-*",
                                "targets.orders.type", RecordingTargets.TYPE)),
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

    @Test
    void shouldApplyForTheCallersThatTheSettingsName() {
        assertThat(caller(consumer.token()).apply(REQUEST).getOutcomesCount()).isEqualTo(1);
        assertThat(recording.delivered()).hasSize(1);
    }

    @Test
    void shouldApplyNothingForOthers() {
        assertRefused(WriterServiceGrpc.newBlockingStub(channel), Status.Code.UNAUTHENTICATED, "no identity");
        assertRefused(
                caller(stranger.token()),
                Status.Code.PERMISSION_DENIED,
                "missing permission: apply on this writer group");
        assertThat(recording.delivered()).isEmpty();
    }

    private static void assertRefused(
            WriterServiceGrpc.WriterServiceBlockingStub caller, Status.Code code, String why) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> caller.apply(REQUEST))
                .satisfies(refused -> {
                    assertThat(refused.getStatus().getCode()).isEqualTo(code);
                    assertThat(refused.getStatus().getDescription()).contains(why);
                });
    }

    private WriterServiceGrpc.WriterServiceBlockingStub caller(String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return WriterServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }
}
