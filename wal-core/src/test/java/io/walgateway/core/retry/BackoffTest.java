package io.walgateway.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final double MIDDLE = 0.5;

    @Test
    void shouldDoubleUpToTheLongest() {
        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(failures ->
                                Backoff.STORING.pause(failures, MIDDLE).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void shouldNotOverflowHoweverLongItLasts() {
        assertThat(Backoff.STORING.pause(Integer.MAX_VALUE, MIDDLE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldKeepApartWhatFailedTogether() {
        assertThat(Backoff.STORING.pause(1, 0)).isEqualTo(Duration.ofMillis(800));
        assertThat(Backoff.STORING.pause(6, 0.999)).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(36));
    }

    @Test
    void shouldRefuseWhatIsNoPause() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
