package io.walgateway.consumer.delay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.walgateway.consumer.route.QueueTags;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayTimers;
import io.walgateway.core.queue.DelayedCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The meters of one queue's delayed messages in this process, by due time; closing removes them. */
final class DelayMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    DelayMetrics(MeterRegistry registry, String namespace, QueueConfig queue, DelayTimers keeping) {
        this.registry = registry;
        Tags tags = QueueTags.of(namespace, queue);
        gauge(tags, "now", keeping, DelayedCounts::due);
        gauge(tags, "1m", keeping, DelayedCounts::withinMinute);
        gauge(tags, "1h", keeping, DelayedCounts::withinHour);
        gauge(tags, "1d", keeping, DelayedCounts::withinDay);
        gauge(tags, "later", keeping, DelayedCounts::later);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private void gauge(Tags tags, String due, DelayTimers keeping, ToLongFunction<DelayedCounts> count) {
        meters.add(Gauge.builder("wal.consumer.delayed.pending", () -> count.applyAsLong(keeping.pendingHere()))
                .description("Messages held back in this process until they are due")
                .tags(tags.and("due", due))
                .register(registry));
    }
}
