package io.walgateway.core.delivery;

import io.walgateway.core.namespace.Placement;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.DeliveryOutcome;
import java.util.List;
import java.util.Set;

/** What happens to a pipeline. */
public sealed interface DeliveryEvent {

    /** These came from the queue, in the order of their slices. */
    record Polled(List<Delivery> deliveries) implements DeliveryEvent {}

    /** This came from the queue and is not a record. */
    record Malformed(Delivery delivery, String error) implements DeliveryEvent {}

    /** The target answered, or failed to. */
    record Completed(Delivery delivery, DeliveryOutcome outcome) implements DeliveryEvent {}

    /** The number of failures is durable. */
    record AttemptsRecorded(Delivery delivery) implements DeliveryEvent {}

    /** The dead letter is durable. */
    record DeadLettered(Delivery delivery) implements DeliveryEvent {}

    /** The dead letter is not durable, as far as is known. */
    record DeadLetterFailed(Delivery delivery, String why) implements DeliveryEvent {}

    /** What was to come again later is durable. */
    record Requeued(Delivery delivery) implements DeliveryEvent {}

    /** What was to come again later is not durable, as far as is known. */
    record RequeueFailed(Delivery delivery, RequeueFault fault, String why) implements DeliveryEvent {}

    /** Keys may belong to other queues from now on. */
    record Placed(Placement placement) implements DeliveryEvent {}

    /** These slices are about to be given up. */
    record Revoked(Set<Slice> slices) implements DeliveryEvent {}

    /** Nothing happened but that time went on. */
    record TimePassed() implements DeliveryEvent {}

    /** The one instance that is ever needed. */
    TimePassed TIME_PASSED = new TimePassed();
}
