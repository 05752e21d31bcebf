package io.walgateway.config.document;

import io.walgateway.core.namespace.RetryPolicy;
import java.time.Duration;

/** The longest time that a message may spend in retries. */
public final class RetryHorizon {
    private RetryHorizon() {}

    /** All backoffs of a policy at their longest, one after another; the attempts themselves count as no time. */
    public static Duration of(RetryPolicy policy) {
        double waits = policy.maxAttempts() - 1.0;
        double initial = policy.initial().toMillis();
        double max = policy.max().toMillis();
        double growing = policy.multiplier() == 1
                ? waits
                : Math.min(waits, Math.ceil(Math.log(max / initial) / Math.log(policy.multiplier())));
        double whileGrowing = policy.multiplier() == 1
                ? waits * initial
                : initial * (Math.pow(policy.multiplier(), growing) - 1) / (policy.multiplier() - 1);
        double atMax = (waits - growing) * max;
        return Duration.ofMillis((long) ((whileGrowing + atMax) * (1 + policy.jitter())));
    }
}
