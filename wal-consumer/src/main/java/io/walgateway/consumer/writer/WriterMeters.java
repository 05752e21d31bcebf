package io.walgateway.consumer.writer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.log.record.ProtoTimes;
import io.walgateway.proto.v1.RegionalWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a writer counts. Safe for any number of threads. */
final class WriterMeters {
    /** Beyond this, and before the write, it is the clock or the sender that is wrong. */
    private static final Duration AGE_MAX = Duration.ofDays(365);

    private final Map<Class<? extends DeliveryOutcome>, Counter> outcomes = new HashMap<>();
    private final Counter refused;
    private final Timer age;

    WriterMeters(MeterRegistry registry) {
        for (Class<?> kind : DeliveryOutcome.class.getPermittedSubclasses()) {
            Class<? extends DeliveryOutcome> outcome = kind.asSubclass(DeliveryOutcome.class);
            outcomes.put(
                    outcome,
                    Counter.builder("wal.writer.writes")
                            .description("Writes from other regions, by outcome")
                            .tag("outcome", outcome.getSimpleName().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        refused = Counter.builder("wal.writer.refused.requests")
                .description("Requests of which nothing was applied")
                .register(registry);
        age = Timer.builder("wal.writer.age")
                .description("Time from the append in the other region until the write was applied here")
                .publishPercentileHistogram()
                .register(registry);
    }

    void refused() {
        refused.increment();
    }

    void applied(DeliveryOutcome outcome, RegionalWrite write, Instant now) {
        Counter counter = outcomes.get(outcome.getClass());
        if (counter != null) {
            counter.increment();
        }
        if (outcome instanceof DeliveryOutcome.Delivered && write.hasAppendTime()) {
            Duration taken = Duration.between(ProtoTimes.of(write.getAppendTime()), now);
            age.record(taken.isNegative() || taken.compareTo(AGE_MAX) > 0 ? AGE_MAX : taken);
        }
    }
}
