package io.walgateway.consumer.set;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.walgateway.core.target.DeliveryOutcome;

/** The meters of a process's mutation sets. Safe for any number of threads. */
public final class SetMeters {
    private final Counter applied;
    private final Counter delivered;
    private final Counter skipped;
    private final Counter deadLettered;
    private final Counter requeued;
    private final Counter expired;
    private final Counter sweepFailures;

    public SetMeters(MeterRegistry registry) {
        applied = counter(registry, "wal.consumer.sets.applied", "Sets that were applied to a target as a whole");
        delivered = part(registry, "delivered");
        skipped = part(registry, "skipped");
        deadLettered = part(registry, "dead_lettered");
        requeued = counter(
                registry, "wal.consumer.sets.queued.by.sweeper", "Sealed sets whose markers the sweeper queued");
        expired = counter(registry, "wal.consumer.sets.expired", "Sets that were never completed, and were removed");
        sweepFailures = counter(registry, "wal.consumer.sets.sweep.failures", "Sweeps that ended early");
    }

    void applied() {
        applied.increment();
    }

    void part(DeliveryOutcome outcome) {
        (outcome instanceof DeliveryOutcome.Skipped ? skipped : delivered).increment();
    }

    void partDeadLettered() {
        deadLettered.increment();
    }

    void requeued() {
        requeued.increment();
    }

    void expired() {
        expired.increment();
    }

    void sweepFailed() {
        sweepFailures.increment();
    }

    private static Counter part(MeterRegistry registry, String outcome) {
        return Counter.builder("wal.consumer.set.parts")
                .description("Parts of sets that have their outcome")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
