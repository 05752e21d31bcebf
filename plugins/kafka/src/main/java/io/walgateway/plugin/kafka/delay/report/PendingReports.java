package io.walgateway.plugin.kafka.delay.report;

import io.walgateway.core.queue.DelayedCounts;

/** Told what timers have pending, on Kafka Streams' thread; must not block. */
public interface PendingReports {

    /** About once a second, while the partition's timer is here. */
    void report(int partition, DelayedCounts counts);

    /** The partition's timer is not here any more. */
    void gone(int partition);
}
