package io.walgateway.plugin.evcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.testkit.fake.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real memcached that speaks TLS alone, and asks for a certificate. */
class EvcacheTlsIT {
    private static final Duration LIFE = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();
    private Process memcached;

    @BeforeEach
    void start() throws IOException {
        Instant now = Instant.now();
        LocalAuthority authority = LocalAuthority.create("authority", now.minus(LIFE), now.plus(LIFE));
        LocalAuthority.writeBundle(folder.resolve("ca.pem"), authority);
        for (String name : new String[] {"node", "consumer"}) {
            authority.issue(
                    CertificateWish.ofThisMachine(name, now, LIFE),
                    folder.resolve(name + ".pem"),
                    folder.resolve(name + ".key"));
        }
        memcached = new ProcessBuilder(
                        "memcached",
                        "-u",
                        "root",
                        "-l",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        "0",
                        "-Z",
                        "-o",
                        "ssl_chain_cert=%1$s/node.pem,ssl_key=%1$s/node.key,ssl_ca_cert=%1$s/ca.pem,ssl_verify_mode=2"
                                .formatted(folder))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("memcached.log").toFile())
                .start();
    }

    @AfterEach
    void stop() {
        memcached.destroyForcibly();
    }

    @Test
    void shouldDeliverWithACertificate() {
        awaitDelivery();
    }

    @Test
    void shouldFindTheNodeUnreachableWithoutACertificateOrWithoutTls() throws Exception {
        awaitDelivery();
        assertThat(deliver(Map.of("tls.trust-file", path("ca.pem")))).isInstanceOf(DeliveryOutcome.Unavailable.class);
        assertThat(deliver(Map.of())).isInstanceOf(DeliveryOutcome.Unavailable.class);
    }

    private void awaitDelivery() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(deliver(Map.of(
                                "tls.trust-file", path("ca.pem"),
                                "tls.certificate-file", path("consumer.pem"),
                                "tls.key-file", path("consumer.key"))))
                        .isInstanceOf(DeliveryOutcome.Delivered.class));
    }

    private DeliveryOutcome deliver(Map<String, String> tls) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(tls);
        settings.put("clusters.default.zones.a", "127.0.0.1:" + port);
        settings.put("connect-timeout", "1s");
        PluginContext context = new PluginContext(settings, InstantSource.system(), "test");
        try (TargetClient client = new EvcacheTargetProvider().open(context)) {
            String payload = "{\"operation\": \"CACHE_OPERATION_SET\", \"key\": \"k\", \"text\": \"v\"}";
            return client.target(new TargetAddress("evcache", Map.of()))
                    .deliver(new DeliveryAttempt(
                            Messages.message().payload(payload).build(),
                            1,
                            Instant.now().plusSeconds(5)));
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
