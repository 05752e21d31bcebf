package io.walgateway.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private final Alarm alarm = new Alarm();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void shouldSayAtOnceThatATroubleBegins() {
        assertThat(alarm.failed(now)).isEqualTo(1);
    }

    @Test
    void shouldSaySoAtGrowingIntervalsHoweverOftenItFails() {
        int lines = 0;
        long told = 0;
        for (int second = 0; second < 3600; second++) {
            long times = alarm.failed(now);
            lines += times > 0 ? 1 : 0;
            told += times;
            now = now.plusSeconds(1);
        }
        // After 0, 10, 30, 70, 150, 310, 630 s, and then every 10 minutes.
        assertThat(lines).isEqualTo(11);
        assertThat(told).isBetween(3000L, 3600L);
    }

    @Test
    void shouldBeginAnewWhenATroubleWasOver() {
        alarm.failed(now);
        assertThat(alarm.failed(now.plusSeconds(5))).isZero();
        now = now.plusSeconds(5).plus(Alarm.OVER_AFTER).plus(Duration.ofMillis(1));
        assertThat(alarm.failed(now)).isEqualTo(1);
        assertThat(alarm.failed(now.plus(Alarm.INTERVALS.min()))).isEqualTo(1);
    }
}
