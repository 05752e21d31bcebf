package io.walgateway.plugin.opensearch.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexReviewTest {

    @ParameterizedTest
    @CsvSource({
        "60s, PT1M",
        "1ms, PT0.001S",
        "2h, PT2H",
        "5m, PT5M",
        "400d, PT9600H",
        "7, PT0.007S",
        "3micros, PT0.000003S"
    })
    void shouldReadTimesAsOpenSearchWritesThem(String text, Duration time) {
        assertThat(IndexReview.time(text)).hasValue(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "1.5h", "soon"})
    void shouldNotGuessOthers(String text) {
        assertThat(IndexReview.time(text)).isEmpty();
    }
}
