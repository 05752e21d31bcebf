package io.walgateway.client.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.walgateway.proto.v1.DeliverRequest;
import io.walgateway.proto.v1.DeliverResponse;
import io.walgateway.proto.v1.Header;
import io.walgateway.proto.v1.ReceiverServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WalReceiverTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final DeliverRequest REQUEST = DeliverRequest.newBuilder()
            .setMessageId("0190b6a0-0000-7000-8000-000000000001")
            .setNamespace("orders")
            .setPayload(ByteString.copyFromUtf8("paid"))
            .setOrderingKey(ByteString.copyFromUtf8("o-1"))
            .setWriteTime(Timestamp.newBuilder().setSeconds(7).setNanos(8))
            .setAttempt(3)
            .addHeaders(Header.newBuilder().setName("a").setValue(ByteString.copyFromUtf8("b")))
            .addHeaders(Header.newBuilder().setName("none"))
            .build();

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void shouldHandOverAllOfADelivery() throws IOException {
        AtomicReference<Delivery> got = new AtomicReference<>();
        DeliverResponse response = deliver(start(WalReceiver.builder().handler(delivery -> {
            got.set(delivery);
            return Outcome.delivered();
        })));
        assertThat(response.hasDelivered()).isTrue();
        Delivery delivery = got.get();
        assertThat(delivery.messageId()).isEqualTo(REQUEST.getMessageId());
        assertThat(delivery.namespace()).isEqualTo("orders");
        assertThat(delivery.text()).isEqualTo("paid");
        assertThat(delivery.orderingKey().toStringUtf8()).isEqualTo("o-1");
        assertThat(delivery.writeTime()).isEqualTo(Instant.ofEpochSecond(7, 8));
        assertThat(delivery.attempt()).isEqualTo(3);
        assertThat(delivery.headers())
                .containsExactly(
                        new Delivery.Header("a", Optional.of(ByteString.copyFromUtf8("b"))),
                        new Delivery.Header("none", Optional.empty()));
    }

    @Test
    void shouldAnswerWithTheHandlersOutcome() throws IOException {
        AtomicReference<Outcome> next = new AtomicReference<>(Outcome.delivered());
        ManagedChannel channel = start(WalReceiver.builder().handler(_ -> next.get()));
        next.set(Outcome.retryAfter(Duration.ofMillis(2_500), "busy"));
        assertThat(deliver(channel).getRetryAfter())
                .isEqualTo(DeliverResponse.RetryAfter.newBuilder()
                        .setDuration(com.google.protobuf.Duration.newBuilder()
                                .setSeconds(2)
                                .setNanos(500_000_000))
                        .setReason("busy")
                        .build());
        next.set(Outcome.failed("f"));
        assertThat(deliver(channel).getFailed().getReason()).isEqualTo("f");
        next.set(Outcome.rejected("r"));
        assertThat(deliver(channel).getRejected().getReason()).isEqualTo("r");
        next.set(Outcome.unavailable("x".repeat(5_000)));
        assertThat(deliver(channel).getUnavailable().getReason()).hasSize(Wire.REASON_CHARS_MAX);
    }

    @Test
    void shouldTakeAnExceptionForFailed() throws IOException {
        AtomicReference<Throwable> next = new AtomicReference<>();
        ManagedChannel channel = start(WalReceiver.builder().handler(_ -> {
            switch (next.get()) {
                case Exception e -> throw e;
                case Error e -> throw e;
                default -> throw new AssertionError();
            }
        }));
        next.set(new IOException("no disk"));
        assertThat(deliver(channel).getFailed().getReason()).isEqualTo("IOException: no disk");
        next.set(new StackOverflowError());
        assertThat(deliver(channel).getFailed().getReason()).isEqualTo("StackOverflowError");
        next.set(new IllegalStateException("x".repeat(5_000)));
        assertThat(deliver(channel).getFailed().getReason()).hasSize(Wire.REASON_CHARS_MAX);
    }

    @Test
    void shouldHandleNoMoreAtOnceThanItMayAndAskForTheRestLater() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Semaphore arrived = new Semaphore(0);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ManagedChannel channel = start(WalReceiver.builder().concurrencyMax(2).handler(_ -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            arrived.release();
            end.await();
            atOnce.decrementAndGet();
            return Outcome.delivered();
        }));
        CompletableFuture<DeliverResponse> one = later(channel, REQUEST);
        CompletableFuture<DeliverResponse> two = later(channel, REQUEST);
        assertThat(arrived.tryAcquire(2, 1, TimeUnit.MINUTES)).isTrue();
        assertThat(deliver(channel).hasRetryAfter()).isTrue();
        end.countDown();
        assertThat(one.get().hasDelivered()).isTrue();
        assertThat(two.get().hasDelivered()).isTrue();
        assertThat(most).hasValue(2);
    }

    @Test
    void shouldWaitForWhatIsBeingHandledWhenItCloses() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        WalReceiver receiver =
                receiver(WalReceiver.builder().closedWithin(PATIENCE).handler(_ -> {
                    arrived.countDown();
                    end.await();
                    return Outcome.delivered();
                }));
        ManagedChannel channel = channel(receiver);
        CompletableFuture<DeliverResponse> last = later(channel, REQUEST);
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
        Thread closing = Thread.ofVirtual().start(receiver::close);
        end.countDown();
        assertThat(closing.join(PATIENCE)).isTrue();
        assertThat(last.get().hasDelivered()).isTrue();
    }

    @Test
    void shouldInterruptWhatTakesTooLongWhenItCloses() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        WalReceiver receiver = receiver(WalReceiver.builder()
                .closedWithin(Duration.ofMillis(10))
                .handler(_ -> {
                    arrived.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                    return Outcome.delivered();
                }));
        CompletableFuture<DeliverResponse> last = later(channel(receiver), REQUEST);
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
        receiver.close();
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
        // The answer may be on its way before the connection ends.
        assertThat(last.handle((response, failure) -> failure != null || response.hasFailed()))
                .succeedsWithin(PATIENCE)
                .isEqualTo(true);
    }

    @Test
    void shouldRefuseAPayloadThatIsTooLarge() throws IOException {
        ManagedChannel channel =
                start(WalReceiver.builder().payloadBytesMax(1_000).handler(_ -> Outcome.delivered()));
        DeliverRequest large = REQUEST.toBuilder()
                .setPayload(ByteString.copyFrom(new byte[2 << 20]))
                .build();
        assertThat(later(channel, large))
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StatusRuntimeException.class)
                .withMessageContaining("RESOURCE_EXHAUSTED");
        assertThat(deliver(channel).hasDelivered()).isTrue();
    }

    @Test
    void shouldHandOverARepetitionOnlyOnceWhereAskedTo() throws IOException {
        AtomicInteger handled = new AtomicInteger();
        ManagedChannel channel = start(WalReceiver.builder().deduplicate(10).handler(_ -> {
            handled.incrementAndGet();
            return Outcome.delivered();
        }));
        assertThat(deliver(channel).hasDelivered()).isTrue();
        assertThat(deliver(channel).hasDelivered()).isTrue();
        assertThat(handled).hasValue(1);
    }

    @Test
    void shouldRefuseBoundsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WalReceiver.builder().concurrencyMax(0))
                .withMessage("concurrencyMax: 0 (expected: >= 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WalReceiver.builder().deduplicate(0))
                .withMessage("deduplicate: 0 (expected: >= 1)");
    }

    private ManagedChannel start(WalReceiver.Builder builder) throws IOException {
        return channel(receiver(builder));
    }

    private WalReceiver receiver(WalReceiver.Builder builder) throws IOException {
        WalReceiver receiver = builder.address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .start();
        open.add(receiver);
        return receiver;
    }

    private ManagedChannel channel(WalReceiver receiver) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", receiver.port())
                .usePlaintext()
                .build();
        open.add(channel::shutdownNow);
        return channel;
    }

    private static DeliverResponse deliver(ManagedChannel channel) {
        return ReceiverServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .deliver(REQUEST);
    }

    private static CompletableFuture<DeliverResponse> later(ManagedChannel channel, DeliverRequest request) {
        CompletableFuture<DeliverResponse> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(ReceiverServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .deliver(request));
            } catch (StatusRuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
