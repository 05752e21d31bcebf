package io.walgateway.core.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * Which wishes of a namespace a queue can fulfil, as far as its configuration alone says.
 *
 * @param orderedBy      empty: messages of one key stay in order. Otherwise the configuration that would keep them in order, such
 *                       as {@code names of FIFO queues (NAME.fifo)}
 * @param whyNeverDelayed empty: a single message can be held back until it is due. Otherwise the reason why not, such as
 *                       {@code a FIFO queue cannot hold a single message back}
 * @param retention      how long it keeps a message, at the most and unless told otherwise; empty: only its servers know
 * @param renews         a message that waits for longer than the queue keeps it is appended anew in time
 */
public record QueueCapabilities(
        Optional<String> orderedBy, Optional<String> whyNeverDelayed, Optional<Duration> retention, boolean renews) {
    /** For a queue that keeps all in order, holds back single messages, and keeps them as its servers are told. */
    public static final QueueCapabilities ALL =
            new QueueCapabilities(Optional.empty(), Optional.empty(), Optional.empty(), false);
}
