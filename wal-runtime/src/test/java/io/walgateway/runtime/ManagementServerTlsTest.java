package io.walgateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.identity.Grants;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.Role;
import io.walgateway.core.identity.RoleBinding;
import io.walgateway.core.identity.Scope;
import io.walgateway.core.tls.ClientCertificates;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.runtime.identity.AccessControl;
import io.walgateway.runtime.identity.Callers;
import io.walgateway.runtime.tls.Pki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementServerTlsTest {
    @TempDir
    private Path folder;

    private final ProcessTls tls = ProcessTls.start(InstantSource.system());
    private final Health health = new Health();
    private Pki pki;
    private ManagementServer server;

    @BeforeEach
    void begin() throws IOException {
        pki = new Pki(folder, Instant.now());
        Metrics metrics = new Metrics();
        server = start(ClientCertificates.REQUIRED, metrics, AccessControl.OPEN);
        tls.report(health, metrics);
    }

    @AfterEach
    void end() {
        server.close();
        tls.close();
    }

    @Test
    void shouldAnswerACallerWithACertificate() throws Exception {
        try (HttpClient client = client(pki.files("client"), TlsVersion.TLS_1_3)) {
            assertThat(get(client).statusCode()).isEqualTo(200);
            assertThat(get(client).body()).contains("\"tls\"").contains("valid until");
        }
    }

    @Test
    void shouldShowPagesToTheCertificatesOfThoseWhoMayViewThem() throws Exception {
        pki.issue("other");
        AccessControl access = new AccessControl(
                Callers.open(
                        new IdentityTerms(
                                Optional.of(new IdentityTerms.Certificates(Set.of())),
                                Optional.empty(),
                                Optional.empty()),
                        InstantSource.system()),
                new Grants(
                        List.of(new RoleBinding(
                                new PrincipalPattern("x509:CN=client,O=WAL Gateway"), Role.VIEWER, new Scope.All())),
                        List.of(),
                        List.of(),
                        List.of()));
        server.close();
        server = start(ClientCertificates.OPTIONAL, new Metrics(), access);
        TlsFileSet trustAlone = new TlsFileSet(Optional.empty(), Optional.empty(), Optional.of(pki.bundle()));
        assertThat(status(pki.files("client"), "/metrics")).isEqualTo(200);
        assertThat(status(pki.files("other"), "/metrics")).isEqualTo(403);
        assertThat(status(trustAlone, "/metrics")).isEqualTo(401);
        assertThat(status(trustAlone, "/health")).isEqualTo(200);
    }

    @Test
    void shouldRefuseACallerWithoutACertificateAndOneWithAnOlderTls() throws Exception {
        TlsFileSet trustAlone = new TlsFileSet(Optional.empty(), Optional.empty(), Optional.of(pki.bundle()));
        try (HttpClient client = client(trustAlone, TlsVersion.TLS_1_3)) {
            assertThatThrownBy(() -> get(client)).isInstanceOf(IOException.class);
        }
        LiveTls live = live(pki.files("client"), TlsVersion.TLS_1_2);
        SSLParameters old = live.callerParameters();
        old.setProtocols(new String[] {"TLSv1.2"});
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(live.context())
                .sslParameters(old)
                .build()) {
            assertThatThrownBy(() -> get(client)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldSendAwayAConnectionThatIsNoLongerTrusted() throws Exception {
        try (HttpClient client = client(pki.files("client"), TlsVersion.TLS_1_3)) {
            assertThat(get(client).statusCode()).isEqualTo(200);
            LocalAuthority.writeBundle(folder.resolve("bundle.pem"), pki.authority("second"));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(accepted(client)).isFalse());
        }
    }

    @Test
    void shouldResumeNoSessionThatBeganWithOtherFiles() throws Exception {
        LiveTls caller = live(pki.files("client"), TlsVersion.TLS_1_3);
        long first = sessionBegan(caller);
        assertThat(sessionBegan(caller)).as("a session that is resumed").isEqualTo(first);
        pki.issue("server");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(sessionBegan(caller)).isGreaterThan(first));
    }

    @Test
    void shouldReportFilesThatCannotBeUsedAsDegraded() throws Exception {
        pki.write(pki.certificate("server"), "half");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(health.report().get("tls"))
                        .isInstanceOfSatisfying(
                                Health.Status.Degraded.class,
                                degraded -> assertThat(degraded.detail()).contains("no certificate in PEM")));
    }

    private ManagementServer start(ClientCertificates clients, Metrics metrics, AccessControl access)
            throws IOException {
        return ManagementServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls.port(Optional.of(pki.server(clients))),
                health,
                metrics,
                Map.of(),
                access);
    }

    private int status(TlsFileSet files, String path) throws IOException, InterruptedException {
        try (HttpClient client = client(files, TlsVersion.TLS_1_3)) {
            return get(client, path).statusCode();
        }
    }

    private boolean accepted(HttpClient client) throws InterruptedException {
        try {
            return get(client).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Of the session of a new connection; one that is resumed has the time of its first connection. */
    private long sessionBegan(LiveTls caller) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(caller.context())
                .sslParameters(caller.callerParameters())
                .build()) {
            return get(client).sslSession().orElseThrow().getCreationTime();
        }
    }

    private HttpResponse<String> get(HttpClient client) throws IOException, InterruptedException {
        return get(client, "/health");
    }

    private HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        URI uri = URI.create("https://127.0.0.1:" + server.address().getPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(TlsFileSet files, TlsVersion version) throws IOException {
        LiveTls live = live(files, version);
        return HttpClient.newBuilder()
                .sslContext(live.context())
                .sslParameters(live.callerParameters())
                .build();
    }

    private static LiveTls live(TlsFileSet files, TlsVersion version) throws IOException {
        return LiveTls.open(
                TlsTerms.ofCaller(files, version), InstantSource.system(), FileChanges.logged(_ -> {}, _ -> {}));
    }
}
