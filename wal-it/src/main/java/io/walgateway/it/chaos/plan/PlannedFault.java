package io.walgateway.it.chaos.plan;

import io.walgateway.it.chaos.ChaosSystem;
import io.walgateway.it.chaos.load.TargetForm;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A fault that is to happen.
 *
 * @param victim a part or a connection of {@link ChaosSystem}, or a {@link TargetForm}
 */
public record PlannedFault(FaultKind kind, String victim, Duration duration) {
    private static final Pattern BROKER = Pattern.compile("broker");

    /** True if some process cannot reach a broker, in whole or in part. */
    boolean hitsABroker() {
        return kind == FaultKind.ALL_BROKERS || BROKER.matcher(victim).find();
    }

    @Override
    public String toString() {
        return "%s %s for %.1f s".formatted(kind.text(), victim, duration.toMillis() / 1000.0);
    }
}
