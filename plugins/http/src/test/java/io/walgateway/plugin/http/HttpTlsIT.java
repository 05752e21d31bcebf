package io.walgateway.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.local.nginx.NginxServer;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.tls.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 and certificates of both sides. */
class HttpTlsIT {
    private static final Path DIRECTORY = Components.ownDirectory("nginx").toAbsolutePath();
    private static final String TRUSTED = DIRECTORY.resolve("server.crt").toString();
    private static NginxServer server;

    private final TestClock clock = new TestClock();

    @TempDir
    Path files;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        Certificates.make(DIRECTORY, "server", "EC", "ip:127.0.0.1");
        Certificates.make(DIRECTORY, "ann", "RSA", "dns:ann");
        Certificates.make(DIRECTORY, "bob", "EC", "dns:bob");
        Certificates.make(DIRECTORY, "stranger", "Ed25519", "dns:stranger");
        Files.writeString(
                DIRECTORY.resolve("authority.crt"),
                Files.readString(DIRECTORY.resolve("ann.crt")) + Files.readString(DIRECTORY.resolve("bob.crt")));
        server = Components.ownNginxWithTls(DIRECTORY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldSpeakHttp2WhereTheServerDoes() {
        try (HttpBench bench = new HttpBench(Map.of("trust.certificates", TRUSTED), clock)) {
            assertThat(bench.deliver(server.tlsEndpoint() + "/h2")).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(bench.deliver(server.tlsEndpoint() + "/missing")).isInstanceOf(Rejected.class);
        }
        awaitLine("/h2", "\"protocol\":\"HTTP/2.0\"");
    }

    @Test
    void shouldDeliverManyAtOnceOverHttp2() throws InterruptedException {
        List<DeliveryOutcome> outcomes = new CopyOnWriteArrayList<>();
        try (HttpBench bench = new HttpBench(Map.of("trust.certificates", TRUSTED), clock)) {
            List<Thread> threads = IntStream.range(0, 400)
                    .mapToObj(i -> Thread.ofVirtual()
                            .start(() -> outcomes.add(bench.deliver(server.tlsEndpoint() + "/many/" + i))))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(outcomes).hasSize(400).containsOnly(DeliveryOutcome.DELIVERED);
        await().atMost(HttpBench.PATIENCE).until(() -> received("/many/").size() == 400);
    }

    @Test
    void shouldBeUnavailableWhereTheServerIsNotTrusted() {
        try (HttpBench bench = new HttpBench(Map.of(), clock)) {
            assertThat(bench.deliver(server.tlsEndpoint() + "/untrusted"))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable ->
                                    assertThat(unavailable.why()).contains("no TLS connection", "certification path"));
        }
        try (HttpBench bench = new HttpBench(Map.of("trust.certificates", TRUSTED), clock)) {
            assertThat(bench.deliver(server.tlsEndpoint().toString().replace("127.0.0.1", "localhost")))
                    .as("a certificate for another host")
                    .isInstanceOf(Unavailable.class);
        }
        assertThat(received("/untrusted")).isEmpty();
    }

    @Test
    void shouldBeUnavailableWhereTheServerSpeaksNoTls() {
        try (HttpBench bench = new HttpBench(Map.of(), clock)) {
            assertThat(bench.deliver(server.endpoint().toString().replace("http:", "https:") + "/"))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.why()).contains("does not speak TLS"));
        }
    }

    @Test
    void shouldBeUnavailableWhileTheTrustedCertificatesCannotBeRead() {
        try (HttpBench bench = new HttpBench(
                Map.of("trust.certificates", files.resolve("none.pem").toString()), clock)) {
            assertThat(bench.deliver(server.tlsEndpoint() + "/")).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void shouldShowItsCertificateAndTheNextOneWhenTheFilesHaveChanged() throws IOException {
        use("ann");
        try (HttpBench bench = new HttpBench(certificate(), clock)) {
            String[] shop = {"credentials", "shop"};
            assertThat(bench.deliver(server.certifiedEndpoint() + "/as-ann", shop))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
            awaitLine("/as-ann", "\"client\":\"CN=ann\"");
            use("bob");
            clock.advance(Duration.ofSeconds(1));
            assertThat(bench.deliver(server.certifiedEndpoint() + "/as-bob", shop))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
            awaitLine("/as-bob", "\"client\":\"CN=bob\"");
            assertThat(bench.deliver(server.certifiedEndpoint() + "/as-nobody")).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void shouldNotGetInWithACertificateThatTheServerDoesNotKnow() throws IOException {
        use("stranger");
        try (HttpBench bench = new HttpBench(certificate(), clock)) {
            assertThat(bench.deliver(server.certifiedEndpoint() + "/as-stranger", "credentials", "shop"))
                    .isInstanceOfAny(Rejected.class, Unavailable.class);
        }
    }

    private void use(String name) throws IOException {
        for (String kind : List.of(".crt", ".key")) {
            Files.copy(
                    DIRECTORY.resolve(name + kind),
                    files.resolve("client" + kind),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Map<String, String> certificate() {
        return Map.of(
                "trust.certificates",
                TRUSTED,
                "credentials.shop.type",
                "client-certificate",
                "credentials.shop.certificate-file",
                files.resolve("client.crt").toString(),
                "credentials.shop.key-file",
                files.resolve("client.key").toString(),
                "credentials.shop.target-hosts",
                "127.0.0.1");
    }

    private static void awaitLine(String uri, String part) {
        await().atMost(HttpBench.PATIENCE)
                .untilAsserted(() -> assertThat(received(uri)).isNotEmpty().allMatch(line -> line.contains(part)));
    }

    private static List<String> received(String uri) {
        try {
            return Files.exists(server.received())
                    ? Files.readString(server.received())
                            .lines()
                            .filter(line -> line.contains("\"uri\":\"" + uri))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
