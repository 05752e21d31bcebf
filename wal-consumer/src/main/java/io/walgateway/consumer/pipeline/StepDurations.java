package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.AppendTimeouts;
import io.walgateway.core.delivery.StageLimits;
import java.time.Duration;

/** How long the steps of a pipeline take at the most while all goes as it should, also on a machine that is busy. */
final class StepDurations {
    /** For what follows at once. */
    private static final Duration STEP = Duration.ofSeconds(10);
    /** A target is away, so that its earlier queue is not drained: that may be right, and somebody has to look. */
    private static final Duration BARRED = Duration.ofMinutes(10);
    /** Beyond the delivery time-out and the grace: notes in durable storage are waited for. */
    private static final Duration DELIVERY_MARGIN = Duration.ofSeconds(15);
    /** Beyond the time that answers of queues are waited for. */
    private static final Duration STORING_MARGIN = Duration.ofSeconds(15);
    /** Beyond the time that slices are held up: a queue's client commits, and speaks to its brokers. */
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
