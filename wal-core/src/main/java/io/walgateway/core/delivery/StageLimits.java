package io.walgateway.core.delivery;

import java.time.Duration;

/**
 * How long a message may be in each stage. In normal operation, outages included, no limit is ever reached. Beyond a
 * limit, an answer was lost or something hangs.
 *
 * @param step       for stages that end at once: the next message of a lane, ready messages, messages whose time has
 *                   come
 * @param barred     until an earlier queue is drained; only an operator can shorten that
 * @param delivering from the start of a delivery to its outcome
 * @param storing    until a count, a dead letter or a repeated append is durable or has failed; not counted while the
 *                   queue is known to be away
 * @param restart    how long a message may be overdue before the pipeline has to restart
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
