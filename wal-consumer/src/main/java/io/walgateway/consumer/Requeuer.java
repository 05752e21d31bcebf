package io.walgateway.consumer;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.AppendResult;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends once more what is to be delivered later, for this pipeline alone. */
final class Requeuer {
    private static final Logger log = LoggerFactory.getLogger(Requeuer.class);

    private final PipelineSpec spec;
    private final Function<Message, CompletionStage<AppendResult>> again;
    private final Consumer<DeliveryEvent> events;

    /**
     * @param again  appends a message for this pipeline's group to where the namespace appends now
     * @param events told what became of each, on a thread of the queue's client
     */
    Requeuer(
            PipelineSpec spec, Function<Message, CompletionStage<AppendResult>> again, Consumer<DeliveryEvent> events) {
        this.spec = spec;
        this.again = again;
        this.events = events;
    }

    void requeue(Delivery delivery, int failures, Instant due) {
        Message message = delivery.message().again(spec.recipient(), failures, due);
        AppendAnswers.bounded(again.apply(message), AppendAnswers.PATIENCE)
                .thenAccept(result -> appended(result, delivery));
    }

    private void appended(AppendResult result, Delivery delivery) {
        switch (result) {
            case AppendResult.Appended() -> events.accept(new DeliveryEvent.Requeued(delivery));
            case AppendResult.NotAppended(String why) -> failed(delivery, why);
            case AppendResult.Unknown(String why) -> failed(delivery, why);
        }
    }

    private void failed(Delivery delivery, String why) {
        log.warn(
                "Expected the queue to take a message that is to come again later, but {}; trying again: namespace={}"
                        + " target={} messageId={}",
                why,
                spec.namespace(),
                spec.targetName(),
                delivery.message().id());
        events.accept(new DeliveryEvent.RequeueFailed(delivery, why));
    }
}
