package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.RequeueFault;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.retry.Alarm;
import io.walgateway.log.record.RecordEdits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends messages again that are to be delivered later, for this pipeline alone. */
final class Requeuer {
    private static final Logger log = LoggerFactory.getLogger(Requeuer.class);

    private final PipelineSpec spec;
    private final Function<RecordEdits, CompletionStage<AppendResult>> again;
    private final PipelineMetrics metrics;
    private final InstantSource clock;
    private final Consumer<DeliveryEvent> events;
    private final Alarm alarm = new Alarm();

    /**
     * @param again  appends a record for this pipeline's group to the queue to which the namespace appends now; its
     *               stage completes normally, within a minute
     * @param events receives the result for each message, on a thread of the queue's client
     */
    Requeuer(
            PipelineSpec spec,
            Function<RecordEdits, CompletionStage<AppendResult>> again,
            PipelineMetrics metrics,
            InstantSource clock,
            Consumer<DeliveryEvent> events) {
        this.spec = spec;
        this.again = again;
        this.metrics = metrics;
        this.clock = clock;
        this.events = events;
    }

    void requeue(Delivery delivery, int failures, Instant due) {
        RecordEdits record = RecordEdits.of(delivery.lease(), delivery.message())
                .recipient(spec.recipient())
                .attempts(failures)
                .due(due);
        var _ = again.apply(record).thenAccept(result -> appended(result, delivery));
    }

    private void appended(AppendResult result, Delivery delivery) {
        switch (result) {
            case AppendResult.Appended() -> events.accept(new DeliveryEvent.Requeued(delivery));
            case AppendResult.NotAppended(String why) -> failed(delivery, RequeueFault.NOT_NOW, why);
            case AppendResult.Unknown(String why) -> failed(delivery, RequeueFault.UNKNOWN, why);
            case AppendResult.TooLarge large -> failed(delivery, RequeueFault.TOO_LARGE, large.why());
        }
    }

    private void failed(Delivery delivery, RequeueFault fault, String why) {
        metrics.requeueFailed(fault);
        long times = alarm.failed(clock.instant());
        if (times > 0) {
            log.warn(
                    "Expected the queue to take messages that are to come again later, but it failed {} times since the"
                            + " last line, now with: {}; they are kept: namespace={} target={} messageId={} origin={}",
                    times,
                    why,
                    spec.namespace(),
                    spec.targetName(),
                    delivery.message().id(),
                    delivery.lease().origin());
        }
        events.accept(new DeliveryEvent.RequeueFailed(delivery, fault, why));
    }
}
