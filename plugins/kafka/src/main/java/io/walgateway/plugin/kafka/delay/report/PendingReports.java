package io.walgateway.plugin.kafka.delay.report;

import io.walgateway.core.queue.DelayedCounts;

/** Receives the counts of pending entries from timers, on Kafka Streams' thread; must not block. */
public interface PendingReports {

    /** Called about once a second, while the partition's timer runs here. */
    void report(int partition, DelayedCounts counts);

    /** Called when the partition's timer no longer runs here. */
    void gone(int partition);
}
