package io.walgateway.plugin.evcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Absent;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.testkit.component.Components;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two zones, a with two nodes and b with one, whose nodes are killed, hung and brought back. */
class EvcacheOutageIT {
    private static final int ROUNDS = 3;
    private static final int DELIVERIES = 20;

    private MemcachedServer a1;
    private MemcachedServer a2;
    private MemcachedServer b;
    private EvcacheBench bench;

    @BeforeEach
    void start() {
        a1 = Components.ownMemcached(Components.ownDirectory("memcached"));
        a2 = Components.ownMemcached(Components.ownDirectory("memcached"));
        b = Components.ownMemcached(Components.ownDirectory("memcached"));
        bench = new EvcacheBench(Map.of(
                "clusters.default.zones.a",
                EvcacheBench.nodes(a1, a2),
                "clusters.default.zones.b",
                EvcacheBench.nodes(b),
                "connect-timeout",
                "1s",
                "answer-timeout",
                "1s"));
    }

    @AfterEach
    void stop() {
        bench.close();
        Stream.of(a1, a2, b).forEach(MemcachedServer::close);
    }

    @Test
    void shouldBeUnavailableWhileAZoneIsDeadAndGoOnByItselfAfterItsReturn() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(deliver("k")).isEqualTo(DeliveryOutcome.DELIVERED);
            b.kill();
            // The connection may break with the request on it; none after that.
            await().atMost(EvcacheBench.PATIENCE).until(() -> deliver("k") instanceof Unavailable);
            for (int i = 0; i < DELIVERIES; i++) {
                assertThat(deliver("k" + i)).isInstanceOf(Unavailable.class);
            }
            b.start();
            await().atMost(EvcacheBench.PATIENCE).until(() -> deliver("k") instanceof DeliveryOutcome.Delivered);
        }
    }

    @Test
    void shouldDeliverWithoutADeadZoneWhereTheAddressNeedsFewer() {
        b.kill();
        await().atMost(EvcacheBench.PATIENCE).until(() -> deliver("k") instanceof Unavailable);
        for (String zones : List.of("any", "1", "all-but-1")) {
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v"), "zones", zones))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
        }
        assertThat(bench.deliver(EvcacheBench.set("k").setText("v"), "zones", "2"))
                .isInstanceOf(Unavailable.class);
        b.start();
        await().atMost(EvcacheBench.PATIENCE).until(() -> deliver("k") instanceof DeliveryOutcome.Delivered);
    }

    @Test
    void shouldHoldUpTheKeysOfADeadNodeAloneAndAllOnceItsZoneIsDead() {
        a2.kill();
        Set<Class<?>> seen = IntStream.range(0, 100)
                .mapToObj(i -> deliver("k" + i).getClass())
                .collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrder(DeliveryOutcome.Delivered.class, Absent.class);
        a1.kill();
        await().atMost(EvcacheBench.PATIENCE).until(() -> deliver("k") instanceof Unavailable);
        for (int i = 0; i < DELIVERIES; i++) {
            assertThat(deliver("k" + i)).isInstanceOf(Unavailable.class);
        }
        a1.start();
        a2.start();
        for (int i = 0; i < DELIVERIES; i++) {
            String key = "k" + i;
            await().atMost(EvcacheBench.PATIENCE).until(() -> deliver(key) instanceof DeliveryOutcome.Delivered);
        }
    }

    @Test
    void shouldNotKnowWhatAHungNodeDidThenFindItAwayAndDeliverWhenItGoesOn() {
        assertThat(deliver("k")).isEqualTo(DeliveryOutcome.DELIVERED);
        b.suspend();
        assertThat(deliver("k")).isInstanceOf(Unknown.class);
        assertThat(deliver("k")).isInstanceOf(Unavailable.class);
        assertThat(bench.deliver(EvcacheBench.set("k").setText("v"), "zones", "any"))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        b.resume();
        await().atMost(EvcacheBench.PATIENCE).until(() -> deliver("k") instanceof DeliveryOutcome.Delivered);
    }

    private DeliveryOutcome deliver(String key) {
        return bench.deliver(EvcacheBench.set(key).setText("v"));
    }
}
