package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST interface listens before its store is reached, which these tests do not have. */
class RestTlsTest {
    private static final Duration LIFE = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final LocalAuthority authority = LocalAuthority.create(
            "first", Instant.now().minus(LIFE), Instant.now().plus(LIFE));
    private ControlPlane plane;
    private Thread starting;

    @BeforeEach
    void begin() throws IOException {
        issue("server");
        issue("client");
        LocalAuthority.writeBundle(folder.resolve("bundle.pem"), authority);
        plane = new ControlPlane(
                ControlPlaneSettings.of(
                        ProcessSettings.of(Map.of(
                                "store.url", "jdbc:postgresql://127.0.0.1:1/wal",
                                "http.port", "0",
                                "tls.certificate-file", path("server.pem"),
                                "tls.key-file", path("server.key"),
                                "tls.trust-file", path("bundle.pem"))),
                        TestPlane.plugins(new FaultyQueue(new InMemoryQueue("kafka")))),
                TestPlane.plugins(new FaultyQueue(new InMemoryQueue("kafka"))),
                InstantSource.system());
        starting = Thread.ofPlatform().start(() -> {
            try {
                plane.start();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> plane.address().getPort() != 0);
    }

    @AfterEach
    void end() throws InterruptedException {
        plane.close();
        starting.join();
    }

    @Test
    void shouldAnswerOverTlsToACallerWithACertificate() throws Exception {
        assertThat(plane.address()).hasScheme("https");
        try (HttpClient client = client(files("client"))) {
            assertThat(get(client)).isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseACallerWithoutACertificate() throws Exception {
        TlsFileSet trustAlone =
                new TlsFileSet(Optional.empty(), Optional.empty(), Optional.of(folder.resolve("bundle.pem")));
        try (HttpClient client = client(trustAlone)) {
            assertThatThrownBy(() -> get(client)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldCloseAConnectionThatIsNoLongerTrusted() throws Exception {
        try (HttpClient client = client(files("client"))) {
            assertThat(get(client)).isEqualTo(200);
            LocalAuthority other = LocalAuthority.create(
                    "second", Instant.now().minus(LIFE), Instant.now().plus(LIFE));
            LocalAuthority.writeBundle(folder.resolve("bundle.pem"), other);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThatThrownBy(() -> get(client)).isInstanceOf(IOException.class));
        }
    }

    /** A known caller gets as far as the store, which is not there. */
    @Test
    void shouldKnowACallerByTheCertificateOfTheConnection() throws Exception {
        try (HttpClient client = client(files("client"))) {
            assertThat(get(client, "/v1/namespaces")).isEqualTo(503);
        }
        issue("nobody", wish -> wish.named("uri:https://no.spiffe.id"));
        try (HttpClient client = client(files("nobody"))) {
            assertThat(get(client, "/v1/namespaces")).isEqualTo(401);
        }
    }

    private int get(HttpClient client) throws IOException, InterruptedException {
        return get(client, "/openapi.yaml");
    }

    private int get(HttpClient client, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(plane.address().resolve(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static HttpClient client(TlsFileSet files) throws IOException {
        LiveTls live = LiveTls.open(
                TlsTerms.ofCaller(files, TlsVersion.TLS_1_3),
                InstantSource.system(),
                FileChanges.logged(_ -> {}, _ -> {}));
        return HttpClient.newBuilder()
                .sslContext(live.context())
                .sslParameters(live.callerParameters())
                .build();
    }

    private void issue(String name) throws IOException {
        issue(name, wish -> wish);
    }

    private void issue(String name, UnaryOperator<CertificateWish> change) throws IOException {
        authority.issue(
                change.apply(CertificateWish.ofThisMachine(name, Instant.now(), LIFE)),
                folder.resolve(name + ".pem"),
                folder.resolve(name + ".key"));
    }

    private TlsFileSet files(String name) {
        return new TlsFileSet(
                Optional.of(folder.resolve(name + ".pem")),
                Optional.of(folder.resolve(name + ".key")),
                Optional.of(folder.resolve("bundle.pem")));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
