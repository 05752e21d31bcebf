package io.walgateway.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, abc, 0", "ab, ba, 2"})
    void shouldCountTheLettersToChange(String from, String to, int distance) {
        assertThat(NearestKey.distance(from, to)).isEqualTo(distance);
    }

    @Test
    void shouldFindTheNearestKeyAlsoAmongSimilarOnes() {
        assertThat(NearestKey.of("grpc.prot", List.of("grpc.host", "grpc.port", "http.port")))
                .contains("grpc.port");
        assertThat(NearestKey.of("x".repeat(1_000_000), List.of("grpc.port"))).isEmpty();
    }
}
