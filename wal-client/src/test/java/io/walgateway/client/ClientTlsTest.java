package io.walgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTlsTest {
    private static final Duration LIFE = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private LocalAuthority authority = authority();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        issue("server");
        issue("client");
        LocalAuthority.writeBundle(file("ca.pem"), authority);
        server = listen(0);
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void shouldShowItsCertificate() throws Exception {
        try (WalClient client = client(files())) {
            assertThat(client.writeAndWait(write()).isDurable()).isTrue();
        }
        try (WalClient client = client(TlsFiles.trusting(file("ca.pem")))) {
            assertThat(client.writeAndWait(write()).isDurable()).isFalse();
        }
    }

    @Test
    void shouldFollowItsFiles() throws Exception {
        try (WalClient client = client(files())) {
            assertThat(client.writeAndWait(write()).isDurable()).isTrue();
            int port = server.getPort();
            server.shutdownNow().awaitTermination();
            authority = authority();
            issue("server");
            LocalAuthority.writeBundle(file("ca.pem"), authority);
            server = listen(port);
            assertThat(client.writeAndWait(write()).isDurable()).isFalse();

            issue("client");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.writeAndWait(write()).isDurable());
        }
    }

    @Test
    void shouldNotTakeACertificateAndAKeyOfAnotherForAPair() throws Exception {
        CertifiedKey.of(Files.readAllBytes(file("client.pem")), Files.readAllBytes(file("client.key")));
        issue("next");
        Files.copy(file("next.pem"), file("client.pem"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() ->
                        CertifiedKey.of(Files.readAllBytes(file("client.pem")), Files.readAllBytes(file("client.key"))))
                .isInstanceOf(KeyException.class);
    }

    @Test
    void shouldWaitForTheKeyOfACertificateThatIsAboutToBeReplaced() throws Exception {
        issue("next");
        Files.copy(file("next.pem"), file("client.pem"), StandardCopyOption.REPLACE_EXISTING);
        CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> {
            try (WalClient client = client(files())) {
                return client.writeAndWait(write()).isDurable();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Files.move(file("next.key"), file("client.key"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(written.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldNotBeBuiltWithACertificateAndAKeyOfAnother() throws Exception {
        issue("next");
        assertThatThrownBy(() -> client(TlsFiles.trusting(file("ca.pem")).with(file("client.pem"), file("next.key"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client.pem")
                .hasMessageContaining("does not match");
    }

    @Test
    void shouldNotBeBuiltWithFilesThatCannotBeUsed() {
        assertThatThrownBy(() -> client(TlsFiles.trusting(file("absent.pem"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent.pem");
    }

    private WalClient client(TlsFiles files) {
        return WalClient.builder()
                .address("127.0.0.1:" + server.getPort())
                .retries(WriteRetries.NONE)
                .deadline(Duration.ofSeconds(5))
                .tls(files)
                .build();
    }

    private TlsFiles files() {
        return TlsFiles.trusting(file("ca.pem")).with(file("client.pem"), file("client.key"));
    }

    private Server listen(int port) throws IOException {
        ServerCredentials credentials = TlsServerCredentials.newBuilder()
                .keyManager(file("server.pem").toFile(), file("server.key").toFile())
                .trustManager(file("ca.pem").toFile())
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), credentials)
                .addService(new Affirming())
                .build()
                .start();
    }

    private void issue(String name) throws IOException {
        authority.issue(
                CertificateWish.ofThisMachine(name, Instant.now(), LIFE), file(name + ".pem"), file(name + ".key"));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static LocalAuthority authority() {
        return LocalAuthority.create(
                "authority", Instant.now().minus(LIFE), Instant.now().plus(LIFE));
    }

    private static Write write() {
        return Write.to("n").payload("p");
    }

    private static final class Affirming extends WalServiceGrpc.WalServiceImplBase {
        @Override
        public void writeToLog(WriteToLogRequest request, StreamObserver<WriteToLogResponse> caller) {
            caller.onNext(WriteToLogResponse.newBuilder()
                    .setDurable(Trilean.TRILEAN_TRUE)
                    .build());
            caller.onCompleted();
        }
    }
}
