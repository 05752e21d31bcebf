package io.walgateway.plugin.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Absent;
import io.walgateway.core.target.DeliveryOutcome.Failed;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Throttled;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.fake.Messages;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that does everything a server can do wrong. */
class GrpcFaultsIT {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration SLACK = Duration.ofSeconds(20);
    private static final Metadata.Key<String> LARGE = Metadata.Key.of("x-large", Metadata.ASCII_STRING_MARSHALLER);

    private final AnyServer server = AnyServer.start();
    private final GrpcBench bench = new GrpcBench();

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void shouldHaveTheOutcomeOfTheTableForEachStatus(Status.Code code) {
        server.does(call -> call.end(code.toStatus().withDescription("no\nway")));
        Class<? extends DeliveryOutcome> expected = switch (code) {
            case OK -> DeliveryOutcome.Delivered.class;
            case UNAVAILABLE, RESOURCE_EXHAUSTED -> Throttled.class;
            case ABORTED, INTERNAL, UNKNOWN, DATA_LOSS -> Failed.class;
            case DEADLINE_EXCEEDED, CANCELLED -> Unknown.class;
            case UNIMPLEMENTED -> Absent.class;
            case INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    UNAUTHENTICATED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE -> Rejected.class;
        };
        assertThat(bench.deliver(server.port())).isInstanceOf(expected);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void shouldGiveTheServersWordsForReason() {
        server.does(call -> call.end(Status.FAILED_PRECONDITION.withDescription("no\nway")));
        assertThat(bench.deliver(server.port()))
                .isEqualTo(
                        new Rejected("grpc://127.0.0.1:" + server.port() + " answered FAILED_PRECONDITION: no\\nway"));
        server.does(call -> call.end(Status.NOT_FOUND.withDescription("x".repeat(4_000))));
        assertThat(bench.deliver(server.port()))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.why()).hasSizeLessThan(700));
    }

    @ParameterizedTest
    @CsvSource({"7, 0, PT7S", "0, 1, PT0.1S", "-5, 0, PT0.1S", "9223372036854775807, 0, PT10M", "601, 0, PT10M"})
    void shouldWaitForAsLongAsTheServerAsks(long seconds, int nanos, Duration expected) {
        server.does(call -> {
            StatusRuntimeException busy = StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                    .setCode(Status.Code.UNAVAILABLE.value())
                    .addDetails(Any.pack(RetryInfo.newBuilder()
                            .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                                    .setSeconds(seconds)
                                    .setNanos(nanos))
                            .build()))
                    .build());
            Metadata trailers = busy.getTrailers();
            call.end(busy.getStatus(), trailers == null ? new Metadata() : trailers);
        });
        assertThat(bench.deliver(server.port()))
                .isInstanceOfSatisfying(
                        Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(expected));
    }

    @Test
    void shouldWaitASecondWhereTheDetailsAreNone() {
        Metadata garbage = new Metadata();
        garbage.put(
                Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
                new byte[] {(byte) 0xff, (byte) 0xff, 1});
        server.does(call -> call.end(Status.UNAVAILABLE, garbage));
        assertThat(bench.deliver(server.port()))
                .isInstanceOfSatisfying(
                        Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void shouldGoByTheListsOfTheAddress() {
        String[] lists = {
            "delivered-on", "ALREADY_EXISTS, NOT_FOUND", "retry-on", "INVALID_ARGUMENT",
            "rejected-on", "UNIMPLEMENTED,INTERNAL", "absent-on", "FAILED_PRECONDITION"
        };
        Map<Status, Class<? extends DeliveryOutcome>> expected = Map.of(
                Status.ALREADY_EXISTS, DeliveryOutcome.Delivered.class,
                Status.NOT_FOUND, DeliveryOutcome.Delivered.class,
                Status.INVALID_ARGUMENT, Failed.class,
                Status.UNIMPLEMENTED, Rejected.class,
                Status.INTERNAL, Rejected.class,
                Status.FAILED_PRECONDITION, Absent.class);
        expected.forEach((status, outcome) -> {
            server.does(call -> call.end(status));
            assertThat(bench.deliver(server.port(), lists))
                    .as(status.toString())
                    .isInstanceOf(outcome);
        });
    }

    /** It would be too large each time, and waiting would not help. */
    @Test
    void shouldRejectWhatIsTooLargeForTheServer() {
        try (AnyServer small = AnyServer.start(builder -> builder.maxInboundMessageSize(1_000))) {
            assertThat(bench.deliver(
                            Messages.message()
                                    .payload(Bytes.wrap(new byte[2_000]))
                                    .build(),
                            GrpcBench.PATIENCE,
                            GrpcBench.put(small.port())))
                    .isInstanceOf(Rejected.class);
        }
    }

    @Test
    void shouldNotKnowWhatBecameOfACallThatIsNotAnsweredInTime() {
        server.does(_ -> {});
        long start = System.nanoTime();
        assertThat(bench.deliver(Messages.message().build(), SHORT, GrpcBench.put(server.port())))
                .isInstanceOf(Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plus(SLACK));
        await().atMost(GrpcBench.PATIENCE).until(() -> server.cancelled() == 1);
        assertThat(bench.deliver(
                        Messages.message().build(),
                        GrpcBench.PATIENCE,
                        GrpcBench.put(server.port(), "timeout", "50ms")))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void shouldCancelTheCallOfADeliveryThatIsInterrupted() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        server.does(_ -> arrived.countDown());
        Thread delivery = Thread.ofVirtual().start(() -> {
            try {
                bench.deliver(server.port());
            } catch (IllegalStateException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
        delivery.interrupt();
        assertThat(delivery.join(SLACK)).isTrue();
        await().atMost(GrpcBench.PATIENCE).until(() -> server.cancelled() == 1);
    }

    @Test
    void shouldNotKnowWhatBecameOfACallWhoseConnectionIsCut() {
        try (FaultProxy proxy = proxy(server.port())) {
            server.does(_ -> proxy.cut());
            assertThat(bench.deliver(proxy.port())).isInstanceOf(Unknown.class);
            assertThat(bench.deliver(proxy.port())).isInstanceOf(Unavailable.class);
            assertThat(server.calls()).hasSize(1);

            server.does(AnyServer.Call::deliver);
            proxy.forward();
            await().atMost(GrpcBench.PATIENCE)
                    .until(() -> bench.deliver(proxy.port()).equals(DeliveryOutcome.DELIVERED));
        }
    }

    @Test
    void shouldNotKnowWhatBecameOfACallThatIsCutWithinItsAnswer() {
        try (FaultProxy proxy = proxy(server.port())) {
            server.does(call -> {
                call.answer(new byte[1]);
                proxy.cut();
            });
            assertThat(bench.deliver(proxy.port())).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void shouldDeliverOnANewConnectionWhereTheIdleOneWasCut() {
        try (FaultProxy proxy = proxy(server.port())) {
            assertThat(bench.deliver(proxy.port())).isEqualTo(DeliveryOutcome.DELIVERED);
            proxy.cut();
            proxy.forward();
            // At first, gRPC may not have noticed.
            await().atMost(GrpcBench.PATIENCE)
                    .until(() -> bench.deliver(proxy.port()).equals(DeliveryOutcome.DELIVERED));
        }
    }

    @Test
    void shouldNotKnowWhatBecameOfACallThatIsFrozenOnItsWay() {
        try (FaultProxy proxy = proxy(server.port())) {
            assertThat(bench.deliver(proxy.port())).isEqualTo(DeliveryOutcome.DELIVERED);
            proxy.freeze();
            assertThat(bench.deliver(Messages.message().build(), SHORT, GrpcBench.put(proxy.port())))
                    .isInstanceOf(Unknown.class);
            proxy.thaw();
            assertThat(bench.deliver(proxy.port())).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    @Test
    void shouldDeliverSlowly() {
        try (FaultProxy proxy = proxy(server.port())) {
            proxy.delay(Duration.ofMillis(100));
            assertThat(bench.deliver(proxy.port())).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    @Test
    void shouldBeUnavailableWhereNobodyListensNoHostIsAndNobodySpeaksGrpc() {
        assertThat(bench.deliver(FreePorts.next())).isInstanceOf(Unavailable.class);
        assertThat(bench.deliver(
                        Messages.message().build(),
                        GrpcBench.PATIENCE,
                        GrpcBench.address("nobody.invalid:1", "method", GrpcBench.METHOD)))
                .isInstanceOfSatisfying(
                        Unavailable.class, away -> assertThat(away.why()).startsWith("grpc://nobody.invalid:1: "));
        try (FaultProxy silent = FaultProxy.silent();
                GrpcBench hasty = new GrpcBench(Map.of("connect-timeout", "300ms"))) {
            assertThat(hasty.deliver(silent.port()))
                    .isEqualTo(new Unavailable("grpc://127.0.0.1:" + silent.port() + ": no connection in time"));
        }
    }

    @Test
    void shouldCloseTheCallOfAnEndlessAnswer() {
        server.does(call -> {
            call.wire().sendHeaders(new Metadata());
            while (!call.wire().isCancelled()) {
                if (call.wire().isReady()) {
                    call.wire().sendMessage(new byte[1_000]);
                }
                Thread.onSpinWait();
            }
        });
        assertThat(bench.deliver(server.port())).isInstanceOf(Rejected.class);
        await().atMost(GrpcBench.PATIENCE).until(() -> server.cancelled() == 1);
    }

    @Test
    void shouldReadNoHugeAnswer() {
        server.does(call -> {
            call.answer(new byte[20 << 20]);
            call.end(Status.OK);
        });
        assertThat(bench.deliver(server.port())).isInstanceOf(Unknown.class);
        server.does(AnyServer.Call::deliver);
        assertThat(bench.deliver(server.port())).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    /** Whether the server gives up or this side does: there is no status. */
    @Test
    void shouldReadNoHugeMetadata() {
        server.does(call -> {
            Metadata metadata = new Metadata();
            metadata.put(LARGE, "x".repeat(10 << 20));
            call.wire().sendHeaders(metadata);
            call.wire().sendMessage(new byte[1]);
            call.end(Status.OK);
        });
        assertThat(bench.deliver(Messages.message().build(), Duration.ofSeconds(20), GrpcBench.put(server.port())))
                .isInstanceOf(Unknown.class);
        server.does(AnyServer.Call::deliver);
        await().atMost(GrpcBench.PATIENCE)
                .until(() -> bench.deliver(server.port()).equals(DeliveryOutcome.DELIVERED));
    }

    @Test
    void shouldDeliverPastAServerThatIsReplaced() {
        try (AnyServer leaving = AnyServer.start()) {
            assertThat(bench.deliver(leaving.port())).isEqualTo(DeliveryOutcome.DELIVERED);
            leaving.drain();
            try (AnyServer next = AnyServer.startOn(leaving.port())) {
                await().atMost(GrpcBench.PATIENCE)
                        .until(() -> bench.deliver(next.port()).equals(DeliveryOutcome.DELIVERED));
            }
        }
    }

    /** Calls beyond what the server admits wait on this side, unsent. */
    @Test
    void shouldBeThrottledByAServerThatTakesFewCallsAtOnce() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Semaphore arrived = new Semaphore(0);
        try (AnyServer narrow = AnyServer.start(builder -> builder.maxConcurrentCallsPerConnection(1))) {
            narrow.does(call -> {
                arrived.release();
                awaitOpen(end);
                call.deliver();
            });
            AtomicReference<DeliveryOutcome> first = new AtomicReference<>();
            Thread thread = Thread.ofVirtual().start(() -> first.set(bench.deliver(narrow.port())));
            assertThat(arrived.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            assertThat(bench.deliver(Messages.message().build(), SHORT, GrpcBench.put(narrow.port())))
                    .isInstanceOf(Throttled.class);
            end.countDown();
            thread.join();
            assertThat(first.get()).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(narrow.calls()).hasSize(1);
        }
    }

    @Test
    void shouldSendNoMoreAtOnceThanItMay() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Semaphore arrived = new Semaphore(0);
        server.does(call -> {
            arrived.release();
            awaitOpen(end);
            call.deliver();
        });
        try (GrpcBench narrow = new GrpcBench(Map.of("in-flight-max", "1"))) {
            AtomicReference<DeliveryOutcome> first = new AtomicReference<>();
            Thread thread = Thread.ofVirtual().start(() -> first.set(narrow.deliver(server.port())));
            assertThat(arrived.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            assertThat(narrow.deliver(Messages.message().build(), SHORT, GrpcBench.put(server.port())))
                    .isInstanceOf(Throttled.class);
            end.countDown();
            thread.join();
            assertThat(first.get()).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(server.calls()).hasSize(1);
        }
    }

    private static FaultProxy proxy(int port) {
        return FaultProxy.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static void awaitOpen(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Expected the test to end");
        }
    }
}
