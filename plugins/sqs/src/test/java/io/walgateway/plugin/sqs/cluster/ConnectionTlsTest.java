package io.walgateway.plugin.sqs.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers each request with a refusal, which is an answer, to callers with a certificate. */
class ConnectionTlsTest {
    private static final Duration LIFE = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private HttpsServer server;

    @BeforeEach
    void start() throws IOException {
        Instant now = Instant.now();
        LocalAuthority authority = LocalAuthority.create("authority", now.minus(LIFE), now.plus(LIFE));
        LocalAuthority.writeBundle(file("ca.pem"), authority);
        for (String name : new String[] {"server", "client"}) {
            authority.issue(CertificateWish.ofThisMachine(name, now, LIFE), file(name + ".pem"), file(name + ".key"));
        }
        LiveTls live = LiveTls.open(
                TlsTerms.ofCaller(
                        new TlsFileSet(
                                Optional.of(file("server.pem")),
                                Optional.of(file("server.key")),
                                Optional.of(file("ca.pem"))),
                        TlsVersion.TLS_1_3),
                InstantSource.system(),
                FileChanges.logged(_ -> {}, _ -> {}));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(live.context()) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = new SSLParameters();
                parameters.setNeedClientAuth(true);
                connection.setSSLParameters(parameters);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldShowItsCertificate() {
        assertThatCode(() -> probe(Map.of(
                        "tls.trust-file", file("ca.pem").toString(),
                        "tls.certificate-file", file("client.pem").toString(),
                        "tls.key-file", file("client.key").toString())))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldGetNoAnswerWithoutACertificateOrTrust() {
        assertThatThrownBy(() -> probe(Map.of("tls.trust-file", file("ca.pem").toString())))
                .isInstanceOf(QueueUnavailableException.class);
        assertThatThrownBy(() -> probe(Map.of())).isInstanceOf(QueueUnavailableException.class);
    }

    private void probe(Map<String, String> tls) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "clusters.a.endpoint",
                "https://127.0.0.1:" + server.getAddress().getPort());
        settings.put("clusters.a.access-key-id", "id");
        settings.put("clusters.a.secret-access-key", "secret");
        tls.forEach((key, value) -> settings.put("clusters.a." + key, value));
        PluginContext context = new PluginContext(settings, InstantSource.system(), "test");
        try (Connection connection = new Connection(SqsSettings.of(context).cluster("a"), 1, Duration.ofSeconds(5))) {
            connection.probe();
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
