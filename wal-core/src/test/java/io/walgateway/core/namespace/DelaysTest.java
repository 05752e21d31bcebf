package io.walgateway.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldWaitExactlyAsLongWhereNothingIsLeftToChance() {
        Delays delays = new Delays(SECOND, Duration.ZERO, 0);
        assertThat(delays.longest()).isEqualTo(SECOND);
        assertThat(delays.draw(new SplittableRandom(1))).isEqualTo(SECOND);
    }

    @Test
    void shouldSpreadEvenlyOverTheRandomPart() {
        Delays delays = new Delays(SECOND, Duration.ofSeconds(10), 0);
        SplittableRandom random = new SplittableRandom(1);
        int[] seconds = new int[12];
        for (int i = 0; i < 10_000; i++) {
            seconds[(int) delays.draw(random).toSeconds()]++;
        }
        assertThat(seconds[0] + seconds[11]).isZero();
        assertThat(IntStream.of(seconds).skip(1).limit(10))
                .allSatisfy(count -> assertThat(count).isBetween(900, 1100));
    }

    @Test
    void shouldSwingByTheJitterBothWaysAndNeverBelowZero() {
        Delays delays = new Delays(SECOND, Duration.ZERO, 1);
        SplittableRandom random = new SplittableRandom(1);
        Duration shortest = Duration.ofSeconds(9);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 10_000; i++) {
            Duration drawn = delays.draw(random);
            shortest = drawn.compareTo(shortest) < 0 ? drawn : shortest;
            longest = drawn.compareTo(longest) > 0 ? drawn : longest;
        }
        assertThat(shortest).isBetween(Duration.ZERO, Duration.ofMillis(10));
        assertThat(longest).isBetween(Duration.ofMillis(1990), delays.longest());
    }

    @Test
    void shouldStayWithinTheLongestForTheLongestDelays() {
        Delays delays = new Delays(Limits.DELAY_LIMIT, Limits.DELAY_LIMIT, 1);
        SplittableRandom random = new SplittableRandom(1);
        assertThat(delays.longest()).isEqualTo(Limits.DELAY_LIMIT.multipliedBy(3));
        for (int i = 0; i < 1000; i++) {
            assertThat(delays.draw(random)).isBetween(Duration.ZERO, delays.longest());
        }
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Delays(Duration.ofSeconds(-1), SECOND, 0))
                .hasMessage("delay.default: -1s (expected: 0s to 3653d)");
        assertThatThrownBy(() -> new Delays(SECOND, Duration.ofDays(3654), 0)).hasMessageContaining("delay.random");
        assertThatThrownBy(() -> new Delays(SECOND, SECOND, Double.NaN))
                .hasMessage("delay.jitter: NaN (expected: 0 to 1)");
    }
}
