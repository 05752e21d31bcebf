package io.walgateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0ms, PT0S",
        "100ms, PT0.1S",
        "5s, PT5S",
        "10m, PT10M",
        "2h, PT2H",
        "7d, PT168H",
        "PT5S, PT5S",
        "P1D, PT24H"
    })
    void shouldReadDurations(String text, Duration expected) {
        assertThat(Durations.parse(text)).contains(expected);
        assertThat(Durations.parse(Durations.format(expected))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "-5s",
                "5 s",
                "s",
                "1.5s",
                "5S",
                "9999999999999999999s",
                "999999999999999999d",
                "P9999999999999999D"
            })
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "1B, 1", "64KiB, 65536", "16MiB, 16777216", "1GiB, 1073741824"})
    void shouldReadByteSizes(String text, long expected) {
        assertThat(ByteSizes.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5MiB", "1MB", "1 MiB", "99999999999GiB", "9999999999999999999"})
    void shouldRefuseWhatIsNoByteSize(String text) {
        assertThat(ByteSizes.parse(text)).isEmpty();
    }

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
