package io.walgateway.plugin.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name with several addresses, and other ones later. */
class GrpcAddressesIT {
    private static final String NAME = "shop.test";
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final TestClock clock = new TestClock();
    private final GrpcBench bench = new GrpcBench(Map.of("connect-timeout", "1m", "address-refresh", "5m"), clock);
    private final int port = FreePorts.next();
    private final TargetAddress address = GrpcBench.address("dns:///" + NAME + ":" + port, "method", GrpcBench.METHOD);
    private InetAddress one;
    private InetAddress two;
    private AnyServer first;
    private AnyServer second;

    @BeforeEach
    void start() throws UnknownHostException {
        one = InetAddress.getByAddress(NAME, new byte[] {127, 0, 0, 1});
        two = InetAddress.getByAddress(NAME, new byte[] {127, 0, 0, 2});
        first = AnyServer.start(one, port);
        second = AnyServer.start(two, port);
    }

    @AfterEach
    void stop() {
        bench.close();
        first.close();
        second.close();
    }

    @Test
    void shouldSpreadCallsOverAllAddressesOfAName() {
        Names.set(NAME, one, two);
        // The second connection may take longer than the first.
        await().atMost(GrpcBench.PATIENCE).until(() -> {
            assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
            return !first.calls().isEmpty() && !second.calls().isEmpty();
        });
        int before = first.calls().size();
        for (int i = 0; i < 20; i++) {
            assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        assertThat(first.calls().size() - before).isEqualTo(10);
    }

    @Test
    void shouldFollowANameThatChangesWithoutAnyFailure() {
        Names.set(NAME, one);
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        Names.set(NAME, two);
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(second.calls()).isEmpty();
        clock.advance(REFRESH);
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(second.calls()).hasSize(1);
    }

    @Test
    void shouldFollowANameThatChangesAtOnceWhereItsServerGoes() {
        Names.set(NAME, one);
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        Names.set(NAME, two);
        first.close();
        await().atMost(GrpcBench.PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return deliver().equals(DeliveryOutcome.DELIVERED);
        });
        assertThat(second.calls()).hasSize(1);
    }

    @Test
    void shouldGoOnWithTheOtherAddressesWhereOneIsAway() {
        Names.set(NAME, one, two);
        first.close();
        await().atMost(GrpcBench.PATIENCE).until(() -> deliver().equals(DeliveryOutcome.DELIVERED));
        for (int i = 0; i < 20; i++) {
            assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    private DeliveryOutcome deliver() {
        return bench.deliver(Messages.message().build(), GrpcBench.PATIENCE, address);
    }
}
