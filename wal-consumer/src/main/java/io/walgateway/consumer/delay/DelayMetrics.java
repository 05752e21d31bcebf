package io.walgateway.consumer.delay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayKeeping;
import io.walgateway.core.queue.DelayedCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** How many messages this process holds back of one queue, by due time; the meters go when it goes. */
final class DelayMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    DelayMetrics(MeterRegistry registry, String namespace, QueueConfig queue, DelayKeeping keeping) {
        this.registry = registry;
        String names = String.join(",", queue.names());
        gauge(namespace, names, "now", keeping, DelayedCounts::due);
        gauge(namespace, names, "1m", keeping, DelayedCounts::withinMinute);
        gauge(namespace, names, "1h", keeping, DelayedCounts::withinHour);
        gauge(namespace, names, "1d", keeping, DelayedCounts::withinDay);
        gauge(namespace, names, "later", keeping, DelayedCounts::later);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private void gauge(
            String namespace, String queue, String due, DelayKeeping keeping, ToLongFunction<DelayedCounts> count) {
        meters.add(Gauge.builder("wal.consumer.delayed.pending", () -> count.applyAsLong(keeping.pendingHere()))
                .description("Messages held back in this process until they are due")
                .tags("namespace", namespace, "queue", queue, "due", due)
                .register(registry));
    }
}
