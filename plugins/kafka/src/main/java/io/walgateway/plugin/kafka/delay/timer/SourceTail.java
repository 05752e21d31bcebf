package io.walgateway.plugin.kafka.delay.timer;

import java.time.Instant;

/**
 * Tells how far back in time a reader of the delay topic is: what it has not read yet may be a cancellation. Safe for any
 * number of threads; never blocks.
 */
public interface SourceTail {

    /** Somebody is going to ask within the next seconds. */
    void askedSoon();

    /** All that was appended to the partition before this moment has been read by whoever has read up to the position. */
    Instant readUntil(int partition, long position);
}
