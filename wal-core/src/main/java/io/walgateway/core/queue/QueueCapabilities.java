package io.walgateway.core.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * The capabilities of a queue, as far as its configuration alone shows.
 *
 * @param orderedBy       empty: messages of one key stay in order. Otherwise the configuration that would keep them in
 *                        order, such as {@code names of FIFO queues (NAME.fifo)}
 * @param whyNeverDelayed empty: a single message can be delayed until it is due. Otherwise the reason why not, such as
 *                        {@code a FIFO queue cannot hold a single message back}
 * @param retention       how long it keeps a message at most, by default; empty: only its servers know
 * @param renews          a message that waits longer than the queue keeps it is appended again in time
 */
public record QueueCapabilities(
        Optional<String> orderedBy, Optional<String> whyNeverDelayed, Optional<Duration> retention, boolean renews) {
    /**
     * For a queue that keeps all messages in order, delays single messages, and keeps messages as long as its servers
     * are configured to.
     */
    public static final QueueCapabilities ALL =
            new QueueCapabilities(Optional.empty(), Optional.empty(), Optional.empty(), false);
}
