package io.walgateway.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.local.nginx.NginxServer;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server of its own, which is killed, hung and brought back. */
class HttpOutageIT {
    private static final int DELIVERIES = 50;

    private NginxServer server;
    private HttpBench bench;

    @BeforeEach
    void start() {
        server = Components.ownNginx(Components.ownDirectory("nginx"));
        bench = new HttpBench();
    }

    @AfterEach
    void stop() {
        bench.close();
        server.close();
    }

    @Test
    void shouldBeUnavailableWhileKilledAndDeliverAtOnceAfterItsReturn() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < DELIVERIES; i++) {
                assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
            }
            server.kill();
            // A pooled connection may break with the request on it; none after that.
            await().atMost(HttpBench.PATIENCE).until(() -> deliver() instanceof Unavailable);
            for (int i = 0; i < DELIVERIES; i++) {
                assertThat(deliver()).isInstanceOf(Unavailable.class);
            }
            server.start();
            assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    @Test
    void shouldNotKnowWhatItDidWhileItHangsAndDeliverWhenItGoesOn() {
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        server.suspend();
        assertThat(bench.deliver(
                        Messages.message().build(),
                        Duration.ofMillis(500),
                        HttpBench.address(server.endpoint() + "/hung")))
                .isInstanceOf(Unknown.class);
        server.resume();
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    private DeliveryOutcome deliver() {
        return bench.deliver(server.endpoint() + "/orders");
    }
}
