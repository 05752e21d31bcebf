package io.walgateway.plugin.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.walgateway.core.access.CallerTls;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.proto.v1.ApplyRequest;
import io.walgateway.proto.v1.ApplyResponse;
import io.walgateway.proto.v1.WriterServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLinkTlsTest {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Server writer;

    @BeforeEach
    void start() throws IOException {
        Instant now = Instant.now();
        LocalAuthority authority = LocalAuthority.create("authority", now.minus(LIFE), now.plus(LIFE));
        LocalAuthority.writeBundle(file("ca.pem"), authority);
        for (String name : new String[] {"writer", "consumer"}) {
            authority.issue(CertificateWish.ofThisMachine(name, now, LIFE), file(name + ".pem"), file(name + ".key"));
        }
        writer = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        TlsServerCredentials.newBuilder()
                                .keyManager(
                                        file("writer.pem").toFile(),
                                        file("writer.key").toFile())
                                .trustManager(file("ca.pem").toFile())
                                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                                .build())
                .addService(new WriterServiceGrpc.WriterServiceImplBase() {
                    @Override
                    public void apply(ApplyRequest request, StreamObserver<ApplyResponse> caller) {
                        caller.onNext(ApplyResponse.getDefaultInstance());
                        caller.onCompleted();
                    }
                })
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        writer.shutdownNow();
    }

    @Test
    void shouldShowItsCertificateToTheWriter() throws InterruptedException {
        Map<String, String> settings = Map.of(
                "tls.trust-file", file("ca.pem").toString(),
                "tls.certificate-file", file("consumer.pem").toString(),
                "tls.key-file", file("consumer.key").toString());
        assertThat(apply(settings)).isInstanceOf(WriterLink.Answered.class);
    }

    @Test
    void shouldGetNoAnswerWithoutACertificateOrWithoutTls() throws InterruptedException {
        assertThat(apply(Map.of("tls.trust-file", file("ca.pem").toString()))).isInstanceOf(WriterLink.Ended.class);
        assertThat(apply(Map.of())).isInstanceOf(WriterLink.Ended.class);
    }

    @Test
    void shouldNotTrustAWriterOfAnotherAuthority() throws InterruptedException {
        assertThat(apply(Map.of("tls.enabled", "true"))).isInstanceOf(WriterLink.Ended.class);
    }

    @Test
    void shouldSayWhichSettingOrFileIsWrong() {
        assertThatThrownBy(() -> open(Map.of("tls.key-file", "/k")))
                .hasMessage(
                        "replication.tls.certificate-file: absent (expected: a certificate and its key, both in PEM)");
        assertThatThrownBy(() -> open(Map.of("tls.enabled", "yes")))
                .hasMessage("replication.tls.enabled: yes (expected: true or false)");
        assertThatThrownBy(() -> open(Map.of("tls.min-version", "1.1")))
                .hasMessage("replication.tls.min-version: 1.1 (expected: 1.3 or 1.2)");
        assertThatThrownBy(() -> open(Map.of("tls.trust-file", "")))
                .hasMessage("replication.tls.trust-file: empty (expected: the path of a file)");
        assertThatThrownBy(() -> open(Map.of("tls.trust-file", file("absent").toString())))
                .hasMessage("replication.tls: " + file("absent") + ": does not exist (expected: a file)");
        assertThat(open(Map.of("tls.trust-file", "/t", "tls.enabled", "false"))).isEmpty();
    }

    private WriterLink.Result apply(Map<String, String> settings) throws InterruptedException {
        try (WriterLink link = new WriterLink("127.0.0.1:" + writer.getPort(), open(settings))) {
            return link.apply(ApplyRequest.getDefaultInstance(), PATIENCE);
        }
    }

    private static Optional<LiveTls> open(Map<String, String> settings) {
        ReplicationSettings read = ReplicationSettings.of(new PluginContext(settings, InstantSource.system(), "test"));
        return CallerTls.open("replication", read.tls(), InstantSource.system(), FileChanges.logged(_ -> {}, _ -> {}));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
