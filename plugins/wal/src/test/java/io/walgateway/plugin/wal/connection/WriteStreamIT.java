package io.walgateway.plugin.wal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.walgateway.plugin.wal.address.GatewayAddress.Place;
import io.walgateway.plugin.wal.settings.WalSettings;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteStreamIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AtomicInteger calls = new AtomicInteger();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Affirming())
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void shouldReplaceOldCallsWithoutLosingAnAnswer() throws InterruptedException {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
        WriteStream stream = new WriteStream(channel, Duration.ZERO, () -> {});
        for (int i = 0; i < 5; i++) {
            PendingWrite write = new PendingWrite(WriteToLogRequest.getDefaultInstance());
            stream.offer(write);
            assertThat(write.await(PATIENCE))
                    .get()
                    .isInstanceOfSatisfying(
                            Reply.Settled.class,
                            settled ->
                                    assertThat(settled.response().getDurable()).isEqualTo(Trilean.TRILEAN_TRUE));
        }
        assertThat(calls).hasValueGreaterThanOrEqualTo(5);
        stream.close();
        channel.shutdownNow();
    }

    @Test
    void shouldKeepNothingOfGatewaysThatAreNoLongerUsed() throws InterruptedException {
        try (Gateways gateways =
                new Gateways(new WalSettings(Duration.ofSeconds(2), 10, Optional.empty()), InstantSource.system())) {
            for (int i = 0; i < 3; i++) {
                assertThat(write(gateways, "namespace-" + i)).isInstanceOf(Reply.Settled.class);
            }
            assertThat(gateways.size()).isEqualTo(1);
            gateways.closeIdle(Duration.ofHours(1));
            assertThat(gateways.size()).isEqualTo(1);
            gateways.closeIdle(Duration.ZERO);
            assertThat(gateways.size()).isZero();
            assertThat(write(gateways, "namespace-0")).isInstanceOf(Reply.Settled.class);
        }
    }

    @Test
    void shouldFailWritesThatComeAfterItsEnd() throws InterruptedException {
        Gateways gateways =
                new Gateways(new WalSettings(Duration.ofSeconds(2), 10, Optional.empty()), InstantSource.system());
        gateways.close();
        assertThat(write(gateways, "n"))
                .isInstanceOfSatisfying(
                        Reply.Broken.class, broken -> assertThat(broken.sent()).isFalse());
    }

    private Reply write(Gateways gateways, String namespace) throws InterruptedException {
        return gateways.write(
                new Place("127.0.0.1:" + server.getPort(), namespace),
                WriteToLogRequest.getDefaultInstance(),
                PATIENCE);
    }

    /** Answers TRUE. */
    private final class Affirming extends WalServiceGrpc.WalServiceImplBase {
        @Override
        public StreamObserver<WriteToLogStreamRequest> writeToLogStream(
                StreamObserver<WriteToLogStreamResponse> caller) {
            calls.incrementAndGet();
            return new StreamObserver<>() {
                @Override
                public void onNext(WriteToLogStreamRequest message) {
                    WriteToLogStreamResponse.Builder answer =
                            WriteToLogStreamResponse.newBuilder().setCorrelation(message.getCorrelation());
                    answer.getResponseBuilder().setDurable(Trilean.TRILEAN_TRUE);
                    caller.onNext(answer.build());
                }

                @Override
                public void onError(Throwable gone) {}

                @Override
                public void onCompleted() {
                    caller.onCompleted();
                }
            };
        }
    }
}
