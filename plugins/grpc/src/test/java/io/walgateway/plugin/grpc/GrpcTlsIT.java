package io.walgateway.plugin.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.tls.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of both sides, and tokens. */
class GrpcTlsIT {
    private static final Path DIRECTORY = Components.ownDirectory("tls").toAbsolutePath();
    private static AnyServer open;
    private static AnyServer certified;

    private final TestClock clock = new TestClock();

    @TempDir
    Path files;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        Certificates.make(DIRECTORY, "server", "EC", "ip:127.0.0.1");
        Certificates.make(DIRECTORY, "ann", "RSA", "dns:ann");
        Certificates.make(DIRECTORY, "bob", "EC", "dns:bob");
        Files.writeString(
                DIRECTORY.resolve("authority.crt"),
                Files.readString(DIRECTORY.resolve("ann.crt")) + Files.readString(DIRECTORY.resolve("bob.crt")));
        open = AnyServer.start(server(ClientAuth.NONE));
        certified = AnyServer.start(server(ClientAuth.REQUIRE));
    }

    @AfterAll
    static void stop() {
        open.close();
        certified.close();
    }

    @Test
    void shouldDeliverWithTlsToAServerThatIsTrusted() {
        try (GrpcBench bench = bench(Map.of())) {
            assertThat(bench.deliver(open.port(), "tls", "true")).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    @Test
    void shouldBeUnavailableWhereTheServerIsNotTrustedOrSpeaksNoTls() {
        try (GrpcBench strangers = new GrpcBench(Map.of("connect-timeout", "1m"), clock);
                GrpcBench bench = bench(Map.of());
                AnyServer plain = AnyServer.start()) {
            assertThat(strangers.deliver(open.port(), "tls", "true"))
                    .isInstanceOfSatisfying(
                            Unavailable.class, away -> assertThat(away.why()).contains("certification path"));
            assertThat(bench.deliver(plain.port(), "tls", "true")).isInstanceOf(Unavailable.class);
            assertThat(bench.deliver(open.port())).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void shouldShowItsCertificateAndAnotherOneAtOnceWhenTheFilesChange() throws IOException {
        use("ann");
        try (GrpcBench bench = bench(certificate())) {
            String[] shop = {"tls", "true", "credentials", "shop"};
            assertThat(bench.deliver(certified.port(), shop)).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(caller()).isEqualTo("CN=ann");
            use("bob");
            clock.advance(Duration.ofSeconds(1));
            assertThat(bench.deliver(certified.port(), shop)).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(caller()).isEqualTo("CN=bob");
            assertThat(bench.deliver(certified.port(), "tls", "true")).isNotEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(bench.deliver(open.port(), "credentials", "shop"))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.why()).startsWith("/tls: false"));
        }
    }

    @Test
    void shouldSendATokenAndAnotherOneWhenItsFileChanges() throws IOException {
        Path token = Files.writeString(files.resolve("token"), "first\n");
        try (GrpcBench bench = bench(Map.of(
                "credentials.shop.type", "bearer",
                "credentials.shop.token-file", token.toString(),
                "credentials.shop.target-hosts", "127.0.0.1"))) {
            assertThat(bench.deliver(open.port(), "tls", "true", "credentials", "shop"))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(open.call().header("authorization")).isEqualTo("Bearer first");
            Files.writeString(token, "second token");
            clock.advance(Duration.ofSeconds(1));
            bench.deliver(open.port(), "tls", "true", "credentials", "shop");
            assertThat(open.call().header("authorization")).as("no token").isEqualTo("Bearer first");
            Files.writeString(token, "third");
            clock.advance(Duration.ofSeconds(1));
            bench.deliver(open.port(), "tls", "true", "credentials", "shop");
            assertThat(open.call().header("authorization")).isEqualTo("Bearer third");
        }
    }

    @Test
    void shouldBeUnavailableWhileAFileOfTheCredentialsIsMissing() throws IOException {
        try (GrpcBench bench = bench(certificate())) {
            String[] shop = {"tls", "true", "credentials", "shop"};
            assertThat(bench.deliver(certified.port(), shop)).isInstanceOf(Unavailable.class);
            use("ann");
            assertThat(bench.deliver(certified.port(), shop)).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    private GrpcBench bench(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("connect-timeout", "1m");
        settings.put("trust.certificates", DIRECTORY.resolve("server.crt").toString());
        return new GrpcBench(settings, clock);
    }

    private void use(String name) throws IOException {
        for (String kind : new String[] {".crt", ".key"}) {
            Files.copy(
                    DIRECTORY.resolve(name + kind),
                    files.resolve("client" + kind),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Map<String, String> certificate() {
        return Map.of(
                "credentials.shop.type",
                "client-certificate",
                "credentials.shop.certificate-file",
                files.resolve("client.crt").toString(),
                "credentials.shop.key-file",
                files.resolve("client.key").toString(),
                "credentials.shop.target-hosts",
                "127.0.0.1");
    }

    private static String caller() throws SSLPeerUnverifiedException {
        SSLSession session = certified.call().wire().getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            throw new AssertionError("no TLS");
        }
        return ((X509Certificate) session.getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    private static ServerCredentials server(ClientAuth callers) throws IOException {
        return TlsServerCredentials.newBuilder()
                .keyManager(
                        DIRECTORY.resolve("server.crt").toFile(),
                        DIRECTORY.resolve("server.key").toFile())
                .trustManager(DIRECTORY.resolve("authority.crt").toFile())
                .clientAuth(callers)
                .build();
    }
}
