package io.walgateway.plugin.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetReview;
import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.port.FreePorts;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries over real connections to a gateway that answers as the test says. */
class WalDeliveryIT {
    private static final int SMALL = 10;
    /** Too large for a message of several writes. */
    private static final int LARGE = 300 << 10;

    private final WalBench bench = new WalBench(Map.of());
    private final ScriptedGateway gateway = start();

    private static ScriptedGateway start() {
        try {
            return ScriptedGateway.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void connect() throws InterruptedException {
        assertThat(bench.deliver(gateway.address(), "true")).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @AfterEach
    void stop() {
        bench.close();
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "true, Delivered",
        "false, Failed",
        "unknown, Unknown",
        "loop, Rejected",
        "absent, Absent",
        "forbidden, Failed",
        "busy, Throttled",
        "large, Rejected",
        "break, Unknown"
    })
    void shouldGiveTheSameOutcomeForSmallAndLargeWrites(String script, String outcome) throws InterruptedException {
        for (int bytes : new int[] {SMALL, LARGE}) {
            DeliveryOutcome given =
                    bench.deliver(gateway.address(), WalBench.message(script, bytes), WalBench.PATIENCE);
            assertThat(given.getClass().getSimpleName()).as("%d bytes", bytes).isEqualTo(outcome);
            if (given instanceof DeliveryOutcome.Throttled throttled) {
                assertThat(throttled.retryAfter()).isEqualTo(Duration.ofMillis(300));
            }
        }
        assertThat(gateway.singles()).isEqualTo(1);
    }

    @Test
    void shouldNotSendAWriteTwice() throws InterruptedException {
        assertThat(bench.deliver(gateway.address(), "break")).isInstanceOf(DeliveryOutcome.Unknown.class);
        assertThat(bench.deliver(gateway.address(), "true")).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(gateway.requests())
                .extracting(request -> request.getOrderingKey().toStringUtf8())
                .containsExactly("true", "break", "true");
    }

    @Test
    void shouldPipelineWritesOverOneCall() throws InterruptedException {
        int count = 2_000;
        assertThat(deliverAll(count)).hasSize(count).containsOnly(DeliveryOutcome.DELIVERED);
        assertThat(gateway.streams()).isEqualTo(1);
        assertThat(gateway.writesPerMessage()).hasSizeLessThan(count);
        assertThat(gateway.requests())
                .extracting(WriteToLogRequest::getIdempotencyToken)
                .doesNotHaveDuplicates()
                .hasSize(count + 1);
    }

    @ParameterizedTest
    @CsvSource({"10", "307200"})
    void shouldNotKnowWhatBecameOfAWriteThatIsNotAnsweredInTime(int bytes) throws InterruptedException {
        assertThat(bench.deliver(gateway.address(), WalBench.message("silent", bytes), Duration.ofMillis(300)))
                .isInstanceOf(DeliveryOutcome.Unknown.class);
        assertThat(bench.deliver(gateway.address(), "true")).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldHaveAnOwnTimeout() throws InterruptedException {
        var address = new TargetAddress(
                "wal", Map.of("address", gateway.address(), "namespace", "second", "timeout", "50ms"));
        assertThat(bench.client()
                        .target(address)
                        .deliver(new DeliveryAttempt(
                                WalBench.message("silent", SMALL),
                                1,
                                InstantSource.system().instant().plus(WalBench.PATIENCE))))
                .isInstanceOf(DeliveryOutcome.Unknown.class);
    }

    @Test
    void shouldAskForPatienceWhereTooManyWritesAreUnderWay() throws InterruptedException {
        try (WalBench narrow = new WalBench(Map.of("in-flight-max", "1"))) {
            Thread first = Thread.ofVirtual().start(() -> silently(narrow));
            await().atMost(WalBench.PATIENCE)
                    .until(() -> gateway.requests().stream()
                            .anyMatch(request ->
                                    request.getOrderingKey().toStringUtf8().equals("silent")));
            assertThat(narrow.deliver(gateway.address(), WalBench.message("true", SMALL), Duration.ofMillis(200)))
                    .isInstanceOf(DeliveryOutcome.Throttled.class);
            first.interrupt();
            first.join();
            assertThat(narrow.deliver(gateway.address(), "true")).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    @ParameterizedTest
    @CsvSource({"10", "307200"})
    void shouldBeUnavailableWhereNobodyTakesTheConnection(int bytes) throws InterruptedException {
        String nobody = "127.0.0.1:" + FreePorts.next();
        try (FaultProxy silent = FaultProxy.silent();
                WalBench hasty = new WalBench(Map.of("connect-timeout", "200ms"))) {
            String deaf = "127.0.0.1:" + silent.address().getPort();
            for (String away : List.of(nobody, deaf, "nobody.invalid:1")) {
                assertThat(hasty.deliver(away, WalBench.message("true", bytes), WalBench.PATIENCE))
                        .as(away)
                        .isInstanceOf(DeliveryOutcome.Unavailable.class);
            }
        }
    }

    @Test
    void shouldReviewWhatIsThere() {
        assertThat(bench.client()
                        .review(WalBench.address("127.0.0.1:" + FreePorts.next()), Duration.ZERO)
                        .warnings())
                .extracting(Violation::path)
                .containsExactly("/address");
        // It does not refuse what every gateway refuses.
        TargetReview strange = bench.client().review(WalBench.address(gateway.address()), Duration.ZERO);
        assertThat(strange.refusals()).isEmpty();
        assertThat(strange.warnings()).extracting(Violation::path).containsExactly("/address");
    }

    private List<DeliveryOutcome> deliverAll(int count) throws InterruptedException {
        List<DeliveryOutcome> outcomes = new CopyOnWriteArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                    outcomes.add(bench.deliver(gateway.address(), "true"));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return outcomes;
    }

    private void silently(WalBench narrow) {
        try {
            var _ = narrow.deliver(gateway.address(), "silent");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
