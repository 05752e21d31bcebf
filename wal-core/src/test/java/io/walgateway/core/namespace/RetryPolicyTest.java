package io.walgateway.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldGrowByTheMultiplierUpToTheMaximum() {
        RetryPolicy policy = new RetryPolicy(10, SECOND, 3, Duration.ofSeconds(20), 0);
        assertThat(policy.backoff(1, 0.5)).isEqualTo(SECOND);
        assertThat(policy.backoff(2, 0.5)).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.backoff(3, 0.5)).isEqualTo(Duration.ofSeconds(9));
        assertThat(policy.backoff(4, 0.5)).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.backoff(Integer.MAX_VALUE, 0.5)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void shouldSpreadByTheJitter() {
        RetryPolicy policy = new RetryPolicy(10, SECOND, 1, SECOND, 0.5);
        assertThat(policy.backoff(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(policy.backoff(1, 0.999_999)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void shouldRefuseNoAttemptAtAll() {
        assertThatThrownBy(() -> new RetryPolicy(0, SECOND, 1, SECOND, 0))
                .hasMessage("max-attempts: 0 (expected: >= 1)");
    }

    @Test
    void shouldRefuseAMultiplierThatIsNoNumber() {
        assertThatThrownBy(() -> new RetryPolicy(1, SECOND, Double.NaN, SECOND, 0))
                .hasMessageContaining("backoff.multiplier: NaN");
    }

    /** A place that a deployment is about to make costs no message, whatever the policy is for what is there. */
    @Test
    void shouldWaitAnHourForWhatIsNotThereYet() {
        RetryPolicy patient = new RetryPolicy(1, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0).patient();
        Duration waits = Duration.ZERO;
        for (int failures = 1; failures < patient.maxAttempts(); failures++) {
            waits = waits.plus(patient.backoff(failures, 0.5));
        }
        assertThat(waits).isBetween(Duration.ofHours(1), Duration.ofMinutes(70));
        assertThat(patient.backoff(1, 0.5)).isEqualTo(SECOND);
    }

    @Test
    void shouldNeverBeLessPatientForWhatIsNotThereYet() {
        RetryPolicy policy = new RetryPolicy(1_000, Duration.ofHours(1), 3, Duration.ofDays(1), 0.1);
        assertThat(policy.patient()).isEqualTo(policy);
    }
}
