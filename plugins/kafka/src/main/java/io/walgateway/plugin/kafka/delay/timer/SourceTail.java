package io.walgateway.plugin.kafka.delay.timer;

import java.time.Instant;

/**
 * Tells up to which time a reader of the delay topic has read: a record that it has not read yet may be a cancellation.
 * Safe for any number of threads; never blocks.
 */
public interface SourceTail {

    /** Announces calls of {@link #readUntil} within the next seconds. */
    void askedSoon();

    /** A reader that has read up to the position has read all that was appended to the partition before this moment. */
    Instant readUntil(int partition, long position);
}
