package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.example.spread.Curve;
import io.walgateway.example.spread.SpreadDeletes;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example, in small: what is written at once arrives spread. */
class SpreadDeletesIT {
    private static final int DELETES = 2_000;
    private static final Duration SPREAD = Duration.ofSeconds(10);

    private final WalSystem system = WalSystem.running();

    @Test
    void shouldSpreadABurstOfDeletes() throws Exception {
        Curve curve = new SpreadDeletes(
                        "127.0.0.1:" + system.grpcPort(),
                        system.rest(),
                        system.kafka().bootstrapServers(),
                        Components.uniqueName("spread"),
                        DELETES,
                        SPREAD)
                .run(System.out::println);
        System.out.print(curve.text());

        assertThat(curve.perSecond().stream().mapToInt(Integer::intValue).sum()).isEqualTo(DELETES);
        // At once it would be ten times the mean. A machine that stands still for a second makes a peak, too, but a
        // smaller one.
        assertThat(curve.flatness()).isLessThan(5);
        assertThat(curve.plateau()).hasSizeGreaterThanOrEqualTo(5);
    }
}
