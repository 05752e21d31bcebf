package io.walgateway.consumer.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.consumer.route.QueueTags;
import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.core.delivery.RequeueFault;
import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The meters of one pipeline; closing removes them. Safe for any number of threads. */
public final class PipelineMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private final Counter delivered;
    private final Counter skipped;
    private final Counter progressed;
    private final Counter throttled;
    private final Counter unavailable;
    private final Counter failed;
    private final Counter absent;
    private final Counter rejected;
    private final Counter unknown;
    private final Counter deadLetterFailures;
    private final Map<RequeueFault, Counter> requeueFailures = new EnumMap<>(RequeueFault.class);
    private final Map<GiveUpReason, Counter> deadLettered = new EnumMap<>(GiveUpReason.class);
    private final Map<GiveUpReason, Counter> dropped = new EnumMap<>(GiveUpReason.class);
    private final Timer lateness;

    /** Registers the meters of a pipeline; {@link #close} removes them. */
    public PipelineMetrics(MeterRegistry registry, PipelineSpec spec) {
        this.registry = registry;
        this.tags = QueueTags.of(spec.namespace(), spec.queue()).and("target", spec.targetName());
        delivered = outcome("delivered");
        skipped = outcome("skipped");
        progressed = outcome("progressed");
        throttled = outcome("throttled");
        unavailable = outcome("unavailable");
        failed = outcome("failed");
        absent = outcome("absent");
        rejected = outcome("rejected");
        unknown = outcome("unknown");
        deadLetterFailures =
                counter("wal.consumer.dead.letter.failures", "Dead letters that could not be appended, by try", tags);
        for (RequeueFault fault : RequeueFault.values()) {
            Tags withFault = tags.and("fault", fault.name().toLowerCase(Locale.ROOT));
            requeueFailures.put(
                    fault, counter("wal.consumer.requeue.failures", "Requeues that failed, by try", withFault));
        }
        for (GiveUpReason reason : GiveUpReason.values()) {
            Tags withReason = tags.and("reason", reason.name().toLowerCase(Locale.ROOT));
            deadLettered.put(
                    reason,
                    counter("wal.consumer.dead.letters", "Messages that were given up and dead-lettered", withReason));
            dropped.put(
                    reason,
                    counter(
                            "wal.consumer.dropped",
                            "Messages that were given up and dropped, for lack of a dead-letter queue",
                            withReason));
        }
        lateness = kept(Timer.builder("wal.consumer.delivery.lateness")
                .description("From the due time, or from the append where there is no delay, to the delivery")
                .tags(tags)
                .register(registry));
    }

    void completed(DeliveryOutcome outcome, Message message, Instant now) {
        switch (outcome) {
            case DeliveryOutcome.Delivered _ -> {
                delivered.increment();
                lateness.record(Duration.between(message.lifecycle().due(), now));
            }
            case DeliveryOutcome.Skipped _ -> skipped.increment();
            case DeliveryOutcome.Progressed _ -> progressed.increment();
            case DeliveryOutcome.Throttled _ -> throttled.increment();
            case DeliveryOutcome.Unavailable _ -> unavailable.increment();
            case DeliveryOutcome.Failed _ -> failed.increment();
            case DeliveryOutcome.Absent _ -> absent.increment();
            case DeliveryOutcome.Rejected _ -> rejected.increment();
            case DeliveryOutcome.Unknown _ -> unknown.increment();
        }
    }

    void deadLettered(GiveUpReason reason) {
        increment(deadLettered, reason);
    }

    void dropped(GiveUpReason reason) {
        increment(dropped, reason);
    }

    void requeueFailed(RequeueFault fault) {
        increment(requeueFailures, fault);
    }

    void deadLetterFailed() {
        deadLetterFailures.increment();
    }

    /** Counts a restart. The counter belongs to the whole process, so it stays when the pipeline ends. */
    void restarted() {
        Counter.builder("wal.consumer.standstill.restarts")
                .description("Pipelines that were started anew because they stood still")
                .register(registry)
                .increment();
    }

    void gauge(String name, String description, Supplier<Number> value) {
        kept(Gauge.builder(name, value).description(description).tags(tags).register(registry));
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private static <E extends Enum<E>> void increment(Map<E, Counter> counters, E kind) {
        Counter counter = counters.get(kind);
        if (counter != null) {
            counter.increment();
        }
    }

    private Counter outcome(String outcome) {
        return counter("wal.consumer.attempts", "Delivery attempts that have ended", tags.and("outcome", outcome));
    }

    private Counter counter(String name, String description, Tags all) {
        return kept(Counter.builder(name).description(description).tags(all).register(registry));
    }

    private <M extends Meter> M kept(M meter) {
        meters.add(meter);
        return meter;
    }
}
