package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.AppendTimeouts;
import io.walgateway.core.delivery.StageLimits;
import java.time.Duration;

/** The longest times of a pipeline's steps in normal operation, even on a busy machine. */
final class StepDurations {
    /** For steps that follow at once. */
    private static final Duration STEP = Duration.ofSeconds(10);
    /**
     * For an earlier queue that does not drain while a target is away: that may be right, but an operator has to look.
     */
    private static final Duration BARRED = Duration.ofMinutes(10);
    /** Beyond the delivery time-out and the grace: the time to wait for notes in durable storage. */
    private static final Duration DELIVERY_MARGIN = Duration.ofSeconds(15);
    /** Beyond the longest wait for an answer of a queue. */
    private static final Duration STORING_MARGIN = Duration.ofSeconds(15);
    /** Beyond the longest wait for slices to be released: a queue's client commits, and calls its servers. */
    private static final Duration POLLING_MARGIN = Duration.ofSeconds(75);

    private StepDurations() {}

    static StageLimits stages(Duration deliveryTimeout, Duration restartAfter) {
        return new StageLimits(
                STEP,
                BARRED,
                deliveryTimeout.plus(DeliveryExecutor.GRACE).plus(DELIVERY_MARGIN),
                AppendTimeouts.PATIENCE.plus(STORING_MARGIN),
                restartAfter);
    }

    /** One round of polling, in which slices may be given up. */
    static Duration polling(Duration releasePatience) {
        return releasePatience.plus(POLLING_MARGIN);
    }
}
