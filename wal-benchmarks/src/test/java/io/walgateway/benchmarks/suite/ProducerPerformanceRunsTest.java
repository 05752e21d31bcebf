package io.walgateway.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.walgateway.benchmarks.result.Metric;
import org.junit.jupiter.api.Test;

class ProducerPerformanceRunsTest {

    @Test
    void shouldTakeTheFiguresFromAfterTheWarmUp() {
        assertThat(ProducerPerformanceRuns.figures("""
                        83215 records sent, 16643.0 records/sec (16.25 MB/sec), 1250.9 ms avg latency, 1700.0 ms max latency.
                        400000 records sent, 64977.258609 records/sec (63.45 MB/sec), 329.52 ms avg latency, 846.00 ms max latency, 323 ms 50th, 671 ms 95th, 744 ms 99th, 780 ms 99.9th.
                        200000 records sent, 73006.5 records/sec (71.30 MB/sec), 229.52 ms avg latency, 446.00 ms max latency, 223 ms 50th, 371 ms 95th, 444 ms 99th, 480 ms 99.9th.
                        """))
                .containsEntry(Metric.RECORDS_PER_SECOND, 73006.5)
                .containsEntry(Metric.P50_MILLIS, 223.0)
                .containsEntry(Metric.P99_MILLIS, 444.0)
                .containsEntry(Metric.P999_MILLIS, 480.0);
    }

    @Test
    void shouldSayWhatItSaidWhenItDidNotSumUp() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProducerPerformanceRuns.figures("no broker"))
                .withMessageContaining("no broker");
    }
}
