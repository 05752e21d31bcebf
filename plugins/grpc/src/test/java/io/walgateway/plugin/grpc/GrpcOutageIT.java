package io.walgateway.plugin.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server of its own, which is killed, hung and brought back. */
class GrpcOutageIT {
    private static final int DELIVERIES = 50;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    private NodeShop shop;
    private GrpcBench bench;

    @BeforeEach
    void start() {
        shop = new NodeShop();
        bench = new GrpcBench();
    }

    @AfterEach
    void stop() {
        bench.close();
        shop.close();
    }

    @Test
    void shouldBeUnavailableWhileKilledAndDeliverAfterItsReturn() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < DELIVERIES; i++) {
                assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
            }
            shop.server().kill();
            // The connection may break with a call on it; none after that.
            await().atMost(GrpcBench.PATIENCE).until(() -> deliver() instanceof Unavailable);
            for (int i = 0; i < DELIVERIES; i++) {
                assertThat(deliver()).isInstanceOf(Unavailable.class);
            }
            shop.server().start();
            // Each failed delivery makes gRPC connect again, instead of after its pause of up to two minutes.
            await().atMost(BACK_WITHIN).until(() -> deliver().equals(DeliveryOutcome.DELIVERED));
        }
    }

    @Test
    void shouldNotKnowWhatItDidWhileItHangsAndDeliverWhenItGoesOn() {
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
        shop.server().suspend();
        assertThat(bench.deliver(order(), Duration.ofMillis(500), GrpcBench.put(shop.port())))
                .isInstanceOf(Unknown.class);
        shop.server().resume();
        assertThat(deliver()).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    private DeliveryOutcome deliver() {
        return bench.deliver(order(), GrpcBench.PATIENCE, GrpcBench.put(shop.port()));
    }

    private static Message order() {
        return Messages.message().payload("\n\u0001a").build();
    }
}
