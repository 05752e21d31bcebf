package io.walgateway.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentileTest {

    @Test
    void shouldBeInMilliseconds() {
        Histogram nanos = new Histogram(3);
        nanos.recordValue(1_000_000);
        nanos.recordValue(2_000_000);
        nanos.recordValue(30_000_000);
        assertThat(Percentile.millis(nanos, 50)).isCloseTo(2, within(0.01));
    }

    @Test
    void shouldNotMeetAGoalWhenNothingWasRecorded() {
        assertThat(Percentile.millis(new Histogram(3), 50)).isNaN();
    }
}
