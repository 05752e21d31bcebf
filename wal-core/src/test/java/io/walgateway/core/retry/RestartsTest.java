package io.walgateway.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final Duration MIN = Duration.ofMillis(500);
    private static final Duration MAX = Duration.ofSeconds(30);

    private Instant now = Instant.EPOCH;
    /** Halfway between shorter and longer: the pauses are exact. */
    private double chance = 0.5;

    private final Restarts restarts = new Restarts(new Backoff(MIN, MAX), () -> now, new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("only a fraction is asked for");
        }

        @Override
        public double nextDouble() {
            return chance;
        }
    });

    @Test
    void shouldWaitLongerFromStartToStart() {
        assertThat(failedAfter(Duration.ZERO)).isEqualTo(MIN);
        assertThat(failedAfter(Duration.ofSeconds(1))).isEqualTo(MIN.multipliedBy(2));
        assertThat(failedAfter(MAX.minusMillis(1))).isEqualTo(MIN.multipliedBy(4));
    }

    @Test
    void shouldBeginAgainOnceItHasRunForAsLongAsTheLongestPause() {
        failedAfter(Duration.ZERO);
        failedAfter(Duration.ZERO);
        assertThat(failedAfter(MAX)).isEqualTo(MIN);
        assertThat(failedAfter(Duration.ZERO)).isEqualTo(MIN.multipliedBy(2));
    }

    @Test
    void shouldNotHoldAgainstAnotherThingWhatTheOneBeforeItDid() {
        failedAfter(Duration.ZERO);
        restarts.forget();
        assertThat(failedAfter(Duration.ZERO)).isEqualTo(MIN);
    }

    @Test
    void shouldLeaveAFifthToChance() {
        chance = 0;
        assertThat(failedAfter(Duration.ZERO)).isEqualTo(Duration.ofMillis(400));
    }

    private Duration failedAfter(Duration run) {
        restarts.begun();
        now = now.plus(run);
        return restarts.failed();
    }
}
