package io.walgateway.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void shouldTakeTheValueInTheMiddle() {
        assertThat(Median.of(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
    }

    @Test
    void shouldTakeTheMeanOfTheTwoInTheMiddle() {
        assertThat(Median.of(List.of(8.0, 1.0, 2.0, 4.0))).isEqualTo(3.0);
    }

    @Test
    void shouldLeaveOutRoundsInWhichNothingWasMeasured() {
        assertThat(Median.of(List.of(Double.NaN, 2.0, Double.NaN))).isEqualTo(2.0);
        assertThat(Median.of(List.of())).isNaN();
    }
}
