package io.walgateway.core.delivery;

import io.walgateway.core.namespace.Placement;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.DeliveryOutcome;
import java.util.List;
import java.util.Set;

/** An event in a pipeline. */
public sealed interface DeliveryEvent {

    /** These messages were polled from the queue, in the order of their slices. */
    record Polled(List<Delivery> deliveries) implements DeliveryEvent {}

    /** This entry was polled from the queue and is not a record. */
    record Malformed(Delivery delivery, String error) implements DeliveryEvent {}

    /** The target answered, or failed to answer. */
    record Completed(Delivery delivery, DeliveryOutcome outcome) implements DeliveryEvent {}

    /** The number of failures is durable. */
    record AttemptsRecorded(Delivery delivery) implements DeliveryEvent {}

    /** The dead letter is durable. */
    record DeadLettered(Delivery delivery) implements DeliveryEvent {}

    /** The dead letter is not known to be durable. */
    record DeadLetterFailed(Delivery delivery, String why) implements DeliveryEvent {}

    /** The message that was appended again is durable. */
    record Requeued(Delivery delivery) implements DeliveryEvent {}

    /** The message that was appended again is not known to be durable. */
    record RequeueFailed(Delivery delivery, RequeueFault fault, String why) implements DeliveryEvent {}

    /** Keys may belong to other queues from now on. */
    record Placed(Placement placement) implements DeliveryEvent {}

    /** These slices are about to be given up. */
    record Revoked(Set<Slice> slices) implements DeliveryEvent {}

    /** Time has passed and nothing else happened. */
    record TimePassed() implements DeliveryEvent {}

    /** The only instance needed. */
    TimePassed TIME_PASSED = new TimePassed();
}
