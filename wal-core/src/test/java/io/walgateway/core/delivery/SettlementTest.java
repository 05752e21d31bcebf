package io.walgateway.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final RetryPolicy ONE_ATTEMPT = new RetryPolicy(1, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0);

    @Test
    void shouldBeMorePatientWithWhatIsNotThereThanWithWhatRefuses() {
        assertThat(Settlement.of(new DeliveryOutcome.Failed("no"), 0, ONE_ATTEMPT, 0.5))
                .isInstanceOf(Settlement.GiveUp.class);
        assertThat(Settlement.of(new DeliveryOutcome.Absent("no topic"), 0, ONE_ATTEMPT, 0.5))
                .isEqualTo(new Settlement.RetryAfter(Duration.ofSeconds(1), 1, "no topic"));
    }

    @Test
    void shouldGiveUpWhatIsNeverThere() {
        int attempts = ONE_ATTEMPT.patient().maxAttempts();
        assertThat(Settlement.of(new DeliveryOutcome.Absent("no topic"), attempts - 1, ONE_ATTEMPT, 0.5))
                .isEqualTo(new Settlement.GiveUp(GiveUpReason.ATTEMPTS_EXHAUSTED, attempts, "no topic"));
    }
}
