package io.walgateway.benchmarks.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Counts deliveries. Takes the configured time for each, and fails for one key if configured to. */
final class CountingTarget implements Target {
    static final String MILLIS = "millis";
    static final String POISON = "poison";
    static final String TIMED = "timed";
    static final String LATE = "late";

    private static final DeliveryOutcome POISONED = new DeliveryOutcome.Failed("poisoned");

    private final Meter meter;
    private final long nanos;
    private final boolean timed;
    private final @Nullable Bytes poison;
    /** The clock for lateness; null: lateness is not measured. */
    private final @Nullable InstantSource clock;

    CountingTarget(Meter meter, TargetAddress address, InstantSource clock) {
        this.meter = meter;
        this.clock = Boolean.parseBoolean(address.properties().getOrDefault(LATE, "false")) ? clock : null;
        nanos = Duration.ofMillis(Long.parseLong(address.properties().getOrDefault(MILLIS, "0")))
                .toNanos();
        timed = Boolean.parseBoolean(address.properties().getOrDefault(TIMED, "false"));
        String key = address.properties().get(POISON);
        poison = key == null ? null : Bytes.utf8(key);
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
        if (poison != null && poison.equals(attempt.message().orderingKey())) {
            return POISONED;
        }
        if (clock != null) {
            Duration late = Duration.between(attempt.message().lifecycle().due(), clock.instant());
            if (late.isNegative()) {
                return new DeliveryOutcome.Rejected("early by " + late.negated());
            }
            meter.count(late);
        } else if (timed) {
            long sent = attempt.message().payload().asBuffer().getLong(0);
            meter.count(Duration.ofNanos(System.nanoTime() - sent));
        } else {
            meter.count();
        }
        return DeliveryOutcome.DELIVERED;
    }
}
