package io.walgateway.plugin.http.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");

    @ParameterizedTest
    @CsvSource({"7, 7s", "' 7 ', 7s", "0, 100ms", "600, 10m", "601, 10m", "99999999999999999999, 10m"})
    void shouldReadSeconds(String text, String waited) {
        assertThat(RetryAfter.of(Optional.of(text), NOW))
                .isEqualTo(Durations.parse(waited).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Sun, 06 Nov 1994 08:49:37 GMT  | 30s
            Sunday, 06-Nov-94 08:49:37 GMT | 30s
            Sun Nov  6 08:49:37 1994       | 30s
            Sun, 06 Nov 1994 08:49:00 GMT  | 100ms
            Sunday, 06-Nov-44 08:49:37 GMT | 10m
            Sunday, 06-Nov-45 08:49:37 GMT | 100ms
            Mon, 07 Nov 1994 08:49:37 GMT  | 10m
            """)
    void shouldReadEachSpellingOfATime(String text, String waited) {
        assertThat(RetryAfter.of(Optional.of(text), NOW))
                .isEqualTo(Durations.parse(waited).orElseThrow());
    }

    @Test
    void shouldNotBeEarlyForATimeThatIsNoWholeSecondAway() {
        assertThat(RetryAfter.of(Optional.of("Sun, 06 Nov 1994 08:49:37 GMT"), NOW.plusNanos(999_999_999)))
                .isEqualTo(Duration.ofSeconds(29).plusNanos(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "+7", "Sun, 99 Nov 1994 08:49:37 GMT", "١"})
    void shouldWaitForASecondWhereItCannotBeRead(String text) {
        assertThat(RetryAfter.of(Optional.of(text), NOW)).isEqualTo(RetryAfter.DEFAULT);
    }

    @Test
    void shouldWaitForASecondWhereTheServerSaysNothing() {
        assertThat(RetryAfter.of(Optional.empty(), NOW)).isEqualTo(RetryAfter.DEFAULT);
    }
}
