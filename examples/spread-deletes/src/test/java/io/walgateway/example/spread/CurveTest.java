package io.walgateway.example.spread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final Curve CURVE =
            new Curve(List.of(50, 90, 100, 110, 90, 100, 40, 3), Duration.ofMillis(1500), Duration.ofSeconds(6));

    @Test
    void shouldJudgeTheWholeSecondsBetweenBurstAndSpread() {
        assertThat(CURVE.plateau()).containsExactly(100, 110, 90, 100);
        assertThat(CURVE.mean()).isEqualTo(100);
        assertThat(CURVE.flatness()).isEqualTo(1.1);
    }

    @Test
    void shouldTellABurstFromATrickle() {
        Curve burst = new Curve(List.of(0, 0, 970, 10, 10, 10), Duration.ofMillis(500), Duration.ofSeconds(6));
        assertThat(burst.flatness()).isGreaterThan(3);
    }

    @Test
    void shouldDrawABarForEachSecond() {
        assertThat(CURVE.text().lines()).hasSize(8);
        assertThat(CURVE.text().lines().toList().get(3))
                .startsWith("   3 s     110/s ")
                .endsWith("#".repeat(60));
        assertThat(CURVE.svg())
                .startsWith("<svg ")
                .contains("flatness (max/mean) 1.10")
                .endsWith("</svg>\n");
        assertThat(CURVE.svg().split("<rect ", -1)).hasSize(9);
    }

    @Test
    void shouldLeaveOutEmptySecondsAtTheEnd() {
        assertThat(Curve.of(new int[] {1, 0, 2, 0, 0}, Duration.ZERO, Duration.ofSeconds(3))
                        .perSecond())
                .containsExactly(1, 0, 2);
    }

    @Test
    void shouldReadAsANamespaceThatSpreads() {
        assertThat(new SpreadNamespace("deletes", Duration.ofSeconds(10)).document())
                .contains("\"delay\": {\"random\": \"10000ms\"}")
                .contains("\"topic\": \"deletes-out\"");
    }
}
