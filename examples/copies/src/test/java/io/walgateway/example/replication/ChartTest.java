package io.walgateway.example.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Lag HUNDRED =
            new Lag(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

    @Test
    void shouldSayWhatHalfAndNearlyAllWritesTook() {
        assertThat(HUNDRED.quantile(0.5)).isEqualTo(50);
        assertThat(HUNDRED.quantile(0.99)).isEqualTo(99);
        assertThat(new Lag(List.of(7.0)).text()).isEqualTo("p50    7.0 ms p99    7.0 ms");
        assertThat(new Lag(List.of()).text()).isEqualTo("p50      - ms p99      - ms");
    }

    @Test
    void shouldPrintALineForEachSecondWhereThereIsNoTerminal() {
        assertThat(new Chart("eu", false).next(3, Map.of("us", HUNDRED), Map.of("us", 12)))
                .isEqualTo("   3 s  us p50   50.0 ms p99   99.0 ms, 12 behind");
    }

    @Test
    void shouldDrawInPlaceOnATerminal() {
        Chart chart = new Chart("eu", true);
        assertThat(chart.next(1, Map.of("us", new Lag(List.of(1.0))), Map.of()))
                .startsWith("\r\u001b[Keu -> us")
                .contains(" █ p50");
        assertThat(chart.next(2, Map.of("us", new Lag(List.of(8.0))), Map.of()))
                .startsWith("\u001b[1A\r\u001b[Keu -> us")
                .contains(" ▂█ p50");
    }

    @Test
    void shouldCountAWriteOnceHoweverOftenItArrives() {
        AtomicLongArray made = new AtomicLongArray(new long[] {1_000_000, 2_000_000});
        Link link = new Link("us", made);

        link.arrived(1, 5_000_000);
        link.arrived(1, 9_000_000);

        assertThat(link.count()).isEqualTo(1);
        assertThat(link.recent().millis()).containsExactly(3.0);
        assertThat(link.recent().isEmpty()).isTrue();
        assertThat(link.after(Link.FIRST).millis()).containsExactly(3.0);
    }
}
