package io.walgateway.core.delivery;

import java.time.Duration;

/**
 * How long a message may be in each stage. None of these is ever reached while all goes as it should, outages included:
 * past it, an answer was lost or somebody hangs.
 *
 * @param step       for what follows at once: the next of a lane, what is ready, what has waited for its time
 * @param barred     until an earlier queue is drained; nothing but attention can shorten that
 * @param delivering from the start of a delivery to its outcome
 * @param storing    until a count, a dead letter or a repeated append is durable, or has failed; not while the queue is
 *                   known to be away
 * @param restart    for how long a message may be overdue before the pipeline is to start anew
 */
public record StageLimits(Duration step, Duration barred, Duration delivering, Duration storing, Duration restart) {

    public StageLimits {
        for (Duration limit : new Duration[] {step, barred, delivering, storing, restart}) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("stage limit: " + limit + " (expected: > 0)");
            }
        }
    }
}
