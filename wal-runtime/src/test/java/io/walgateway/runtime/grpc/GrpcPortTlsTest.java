package io.walgateway.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.walgateway.core.tls.ClientCertificates;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.runtime.ProcessTls;
import io.walgateway.runtime.tls.Pki;
import io.walgateway.runtime.tls.PortTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcPortTlsTest {
    private static final Duration PROMISED = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final ProcessTls tls = ProcessTls.start(InstantSource.system());
    private final List<ManagedChannel> channels = new ArrayList<>();
    private Pki pki;
    private Optional<GrpcPort> port = Optional.empty();

    @BeforeEach
    void begin() throws IOException {
        pki = new Pki(folder, Instant.now());
    }

    @AfterEach
    void end() {
        channels.forEach(ManagedChannel::shutdownNow);
        port.ifPresent(GrpcPort::close);
        tls.close();
    }

    @Test
    void shouldAnswerACallerWithACertificate() throws IOException {
        listen(ClientCertificates.REQUIRED);
        assertThat(check(channel(pki.credentials("client")))).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    }

    @Test
    void shouldRefuseACallerWithoutTls() throws IOException {
        listen(ClientCertificates.NONE);
        assertRefused(InsecureChannelCredentials.create());
        assertThat(check(channel(pki.withoutCertificate()))).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    }

    @Test
    void shouldRefuseACallerWithoutACertificateUnlessItIsOptional() throws IOException {
        listen(ClientCertificates.REQUIRED);
        assertRefused(pki.withoutCertificate());
        port.orElseThrow().close();
        listen(ClientCertificates.OPTIONAL);
        assertThat(check(channel(pki.withoutCertificate()))).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    }

    @Test
    void shouldRefuseTheCertificateOfAnotherAuthorityAndOneThatHasExpired() throws IOException {
        listen(ClientCertificates.OPTIONAL);
        pki.issue(
                "expired",
                wish -> wish.valid(
                        Instant.now().minusSeconds(7200), Instant.now().minusSeconds(1)));
        assertRefused(pki.credentials("expired"));
        pki.turnTo(pki.authority("other"));
        pki.issue("stranger");
        assertRefused(pki.credentials("stranger"));
    }

    @Test
    void shouldRefuseACertificateOfAnAuthorityThatIsNoLongerTrusted() throws IOException {
        listen(ClientCertificates.REQUIRED);
        ChannelCredentials old = pki.credentials("client");
        ManagedChannel open = channel(old);
        check(open);
        CompletableFuture<Status> watch = watch(open);

        LocalAuthority.writeBundle(pki.bundle(), pki.authority("second"));

        assertThat(watch).succeedsWithin(PROMISED);
        await().atMost(PROMISED).untilAsserted(() -> assertRefused(old));
    }

    @Test
    void shouldKeepConnectionsWhileCertificatesAreReplaced() throws IOException {
        PortTls terms = listen(ClientCertificates.REQUIRED);
        ManagedChannel open = channel(pki.credentials("client"));
        CompletableFuture<Status> watch = watch(open);
        check(open);
        Instant before = terms.expires().orElseThrow();
        pki.issue("server", wish -> wish.valid(wish.from(), wish.until().plusSeconds(3600)));
        await().atMost(PROMISED)
                .untilAsserted(() -> assertThat(terms.expires().orElseThrow()).isAfter(before));
        check(channel(pki.credentials("client")));
        check(open);
        assertThat(watch).isNotDone();
    }

    private PortTls listen(ClientCertificates clients) throws IOException {
        PortTls encrypted = tls.port(Optional.of(pki.server(clients))).orElseThrow();
        GrpcPort started = GrpcPort.start(
                new GrpcTerms(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        1,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1)),
                Optional.of(encrypted),
                new NothingButHealth());
        started.serve();
        port = Optional.of(started);
        return encrypted;
    }

    private ManagedChannel channel(ChannelCredentials credentials) {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(
                        "127.0.0.1", port.orElseThrow().number(), credentials)
                .build();
        channels.add(channel);
        return channel;
    }

    private static HealthCheckResponse.ServingStatus check(ManagedChannel channel) {
        return HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
    }

    /** A stream that lives as long as its connection. */
    private static CompletableFuture<Status> watch(ManagedChannel channel) {
        CompletableFuture<Status> ended = new CompletableFuture<>();
        HealthGrpc.newStub(channel).watch(HealthCheckRequest.getDefaultInstance(), new StreamObserver<>() {
            @Override
            public void onNext(HealthCheckResponse value) {
                // Only its end counts.
            }

            @Override
            public void onError(Throwable failure) {
                ended.complete(Status.fromThrowable(failure));
            }

            @Override
            public void onCompleted() {
                ended.complete(Status.OK);
            }
        });
        return ended;
    }

    private void assertRefused(ChannelCredentials credentials) {
        ManagedChannel channel = channel(credentials);
        assertThatThrownBy(() -> check(channel))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        channel.shutdownNow();
    }

    private static final class NothingButHealth implements GrpcPort.Service {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public void addTo(NettyServerBuilder server, EventLoopGroup workers) {
            server.directExecutor();
        }
    }
}
