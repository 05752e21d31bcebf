package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.walgateway.cli.rest.CommandTls;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.rest.RefusedException;
import io.walgateway.client.WalClient;
import io.walgateway.client.Write;
import io.walgateway.client.WriteReceipt;
import io.walgateway.client.WriteRetries;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.it.system.EncryptedGateway;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * All traffic between callers, server and control plane is encrypted, while certificates change again and again:
 * {@code -Dtls.rotations=10} for longer.
 */
class CertificateRotationIT {
    private static final int ROTATIONS = Integer.getInteger("tls.rotations", 3);
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** All parts compare their files once a second. */
    private static final Duration READ_BY_ALL = Duration.ofMillis(2_500);

    private final WalSystem system = WalSystem.running();
    private final String namespace = Components.uniqueName("encrypted");
    private final Path directory = Components.ownDirectory("encrypted");
    private EncryptedGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new EncryptedGateway(system, directory);
        gateway.start();
        Topics.create(system, namespace + "-out", 1);
        controlPlane()
                .send(
                        "PUT",
                        ControlPlane.path("namespaces", namespace),
                        NamespaceDocuments.toTopic(namespace + "-out"),
                        Map.of("Wal-Why", "test"));
        try (WalClient client = gateway.client().build()) {
            await("the namespace")
                    .atMost(PATIENCE)
                    .until(() -> client.writeAndWait(Write.to(namespace).payload("first"))
                            .isDurable());
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldFailNoCallWhileCertificatesAndAuthoritiesAreReplaced() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger durable = new AtomicInteger();
        List<WriteReceipt> failed = new CopyOnWriteArrayList<>();
        List<Thread> load = List.of(
                // One connection for all of the time, and a new one for each write.
                Thread.ofPlatform().start(() -> {
                    try (WalClient client =
                            gateway.client().retries(WriteRetries.NONE).build()) {
                        while (!ended.get()) {
                            write(client, durable, failed);
                        }
                    }
                }),
                Thread.ofPlatform().start(() -> {
                    while (!ended.get()) {
                        try (WalClient client =
                                gateway.client().retries(WriteRetries.NONE).build()) {
                            write(client, durable, failed);
                        }
                    }
                }));

        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            LocalAuthority old = gateway.authority();
            LocalAuthority next = gateway.newAuthority();
            gateway.trust(old, next);
            pass(READ_BY_ALL);
            gateway.turnTo(next);
            gateway.issueAll();
            pass(READ_BY_ALL);
            gateway.trust(next);
            pass(READ_BY_ALL);
        }
        ended.set(true);
        for (Thread thread : load) {
            thread.join();
        }

        System.out.printf("%d rotations, %d durable writes, %d failed%n", ROTATIONS, durable.get(), failed.size());
        assertThat(failed).isEmpty();
        assertThat(durable).hasValueGreaterThan(100);
        assertThat(controlPlane()
                        .get(ControlPlane.path("namespaces", namespace))
                        .isObject())
                .isTrue();
    }

    @Test
    void shouldRefuseCertificatesOfAnAuthorityThatHasLeftTheBundleWithinTenSeconds() throws Exception {
        ChannelCredentials old = credentials("caller");
        ManagedChannel open = channel(old);
        write(open);
        LocalAuthority next = gateway.newAuthority();
        gateway.trust(gateway.authority(), next);
        pass(READ_BY_ALL);
        gateway.turnTo(next);
        gateway.issueAll();
        pass(READ_BY_ALL);
        write(open);

        gateway.trust(next);
        Instant begin = Instant.now();
        await().atMost(PROMISED).untilAsserted(() -> assertRefused(old));
        await().atMost(PROMISED).untilAsserted(() -> assertThatThrownBy(() -> write(open)));
        System.out.printf("refused after %s%n", Duration.between(begin, Instant.now()));
        open.shutdownNow();

        ManagedChannel renewed = channel(credentials("caller"));
        write(renewed);
        renewed.shutdownNow();
    }

    @Test
    void shouldRefuseACallerWithoutACertificateAndWithOneThatIsNotTrusted() throws Exception {
        assertRefused(TlsChannelCredentials.newBuilder()
                .trustManager(gateway.bundle().toFile())
                .build());
        gateway.issue(
                "expired",
                wish -> wish.valid(
                        Instant.now().minusSeconds(7200), Instant.now().minusSeconds(1)));
        assertRefused(credentials("expired"));
        LocalAuthority trusted = gateway.authority();
        gateway.turnTo(gateway.newAuthority());
        gateway.issue("stranger");
        gateway.turnTo(trusted);
        assertRefused(credentials("stranger"));
        write(channel(credentials("caller")));
    }

    @Test
    void shouldKnowCallersByTheirCertificatesAndLetThemDoNoMoreThanTheyMay() throws Exception {
        gateway.issue("other");
        ManagedChannel other = channel(credentials("other"));
        assertThatThrownBy(() -> write(other))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
        other.shutdownNow();
        JsonNode written = controlPlane().get(ControlPlane.path("namespaces", namespace));
        assertThat(written.path("author").asString()).isEqualTo("spiffe://test/caller");
        assertThatThrownBy(() -> controlPlane("other").get(ControlPlane.path("namespaces", namespace)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    private void write(WalClient client, AtomicInteger durable, List<WriteReceipt> failed) {
        try {
            WriteReceipt receipt = client.writeAndWait(Write.to(namespace).payload("payload"));
            if (receipt.isDurable()) {
                durable.incrementAndGet();
            } else {
                failed.add(receipt);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(ManagedChannel channel) {
        var _ = WalServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .writeToLog(Gateway.request(namespace, "payload").build());
    }

    private void assertRefused(ChannelCredentials credentials) {
        ManagedChannel channel = channel(credentials);
        try {
            assertThatThrownBy(() -> write(channel))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        } finally {
            channel.shutdownNow();
        }
    }

    private ManagedChannel channel(ChannelCredentials credentials) {
        return Grpc.newChannelBuilderForAddress("127.0.0.1", gateway.grpcPort(), credentials)
                .build();
    }

    /** Shows the certificate whatever the server says that it trusts. */
    private ChannelCredentials credentials(String name) throws IOException, GeneralSecurityException {
        AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
        own.updateIdentityCredentials(
                gateway.certificate(name).toFile(), gateway.key(name).toFile());
        return TlsChannelCredentials.newBuilder()
                .trustManager(gateway.bundle().toFile())
                .keyManager(own)
                .build();
    }

    private ControlPlane controlPlane() {
        return controlPlane("caller");
    }

    private ControlPlane controlPlane(String caller) {
        TlsFileSet files = new TlsFileSet(
                Optional.of(gateway.certificate(caller)),
                Optional.of(gateway.key(caller)),
                Optional.of(gateway.bundle()));
        return new ControlPlane(gateway.rest(), Optional.of(new CommandTls(files).https()));
    }

    private static void pass(Duration time) {
        Instant until = Instant.now().plus(time);
        await().pollInterval(Duration.ofMillis(50)).until(() -> Instant.now().isAfter(until));
    }
}
