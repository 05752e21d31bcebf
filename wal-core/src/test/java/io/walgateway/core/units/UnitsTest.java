package io.walgateway.core.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
        "27h46m39s, PT27H46M39S",
        "1h30m, PT1H30M",
        "1m500ms, PT1M0.5S",
        "1d2h3m4s5ms, PT26H3M4.005S",
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
                "5s5h",
                "5s5s",
                "5ms1s",
                "9999999999999999999s",
                "999999999999999999d",
                "106751991167d7h12m55s808ms",
                "P9999999999999999D"
            })
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void shouldRefuseLongTextsWithoutReadingThem() {
        assertThat(Durations.parse("PT" + "0".repeat(1_000_000) + "1S")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.0004S, 0s",
        "PT0.1S, 100ms",
        "PT1M30S, 1m30s",
        "PT27H46M39S, 1d3h46m39s",
        "PT2400H, 100d",
        "PT-1.5S, -1s500ms"
    })
    void shouldPrintDurationsAsPeopleWriteThem(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"499ms", "10m1ms", "ten minutes"})
    void shouldNameBothBoundsOfADuration(String text) {
        assertThatThrownBy(() -> Durations.require("drain", text, Duration.ofMillis(500), Duration.ofMinutes(10)))
                .hasMessage("drain: " + text
                        + " (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 500ms to 10m)");
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
    @ValueSource(strings = {"1023", "1MiB", "much"})
    void shouldNameBothBoundsOfAByteSize(String text) {
        assertThatThrownBy(() -> ByteSizes.require("buffer", text, 1024, 4096))
                .hasMessage("buffer: " + text
                        + " (expected: a number of bytes such as 4096, 64KiB, 16MiB or 1GiB, 1024 to 4096)");
    }
}
