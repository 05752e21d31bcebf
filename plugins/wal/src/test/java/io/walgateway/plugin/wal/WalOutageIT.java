package io.walgateway.plugin.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway whose port closes and opens again. */
class WalOutageIT {
    private static final int ROUNDS = 3;
    private static final int DELIVERIES = 20;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    @Test
    void shouldBeUnavailableWhileThePortIsClosedAndDeliverAfterItsReturn() throws Exception {
        ScriptedGateway gateway = ScriptedGateway.start();
        int port = gateway.port();
        String address = gateway.address();
        try (WalBench bench = new WalBench(Map.of())) {
            for (int round = 0; round < ROUNDS; round++) {
                await().atMost(BACK_WITHIN)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> bench.deliver(address, "true").equals(DeliveryOutcome.DELIVERED));
                gateway.close();
                // The write that was under way when it went may be unknown; none after that.
                await().atMost(BACK_WITHIN).until(() -> bench.deliver(address, "true") instanceof Unavailable);
                for (int i = 0; i < DELIVERIES; i++) {
                    assertThat(bench.deliver(address, "true")).isInstanceOf(Unavailable.class);
                }
                gateway = ScriptedGateway.startOn(port);
            }
        } finally {
            gateway.close();
        }
    }
}
