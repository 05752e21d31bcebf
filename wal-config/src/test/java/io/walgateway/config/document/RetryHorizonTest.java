package io.walgateway.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryHorizonTest {

    @ParameterizedTest
    @CsvSource({"1, 2, 0", "2, 2, 100", "5, 2, 1500", "5, 1, 400", "8, 2, 7100", "2147483647, 2, 4294967285100"})
    void shouldAddUpAllBackoffs(int attempts, double multiplier, long millis) {
        RetryPolicy policy = new RetryPolicy(attempts, Duration.ofMillis(100), multiplier, Duration.ofSeconds(2), 0);
        assertThat(RetryHorizon.of(policy)).isEqualTo(Duration.ofMillis(millis));
    }
}
