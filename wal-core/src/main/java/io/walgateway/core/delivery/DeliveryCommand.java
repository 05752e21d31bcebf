package io.walgateway.core.delivery;

import io.walgateway.core.queue.Slice;
import java.time.Instant;

/** A command to a pipeline. */
public sealed interface DeliveryCommand {

    /**
     * Deliver the message to its target; answer with {@link DeliveryEvent.Completed}.
     *
     * @param attempt from 1
     */
    record Deliver(Delivery delivery, int attempt) implements DeliveryCommand {}

    /** The message is settled. */
    record Acknowledge(Delivery delivery) implements DeliveryCommand {}

    /** Store the number of failures; answer with {@link DeliveryEvent.AttemptsRecorded}. */
    record RecordAttempts(Delivery delivery, int failures) implements DeliveryCommand {}

    /**
     * Store the message as a dead letter; without a dead-letter queue, count and log it. Answer with
     * {@link DeliveryEvent.DeadLettered} or {@link DeliveryEvent.DeadLetterFailed}.
     */
    record DeadLetter(Delivery delivery, GiveUpReason reason, String error) implements DeliveryCommand {}

    /**
     * Append the message again, to be delivered when it is due; answer with {@link DeliveryEvent.Requeued} or
     * {@link DeliveryEvent.RequeueFailed}.
     *
     * @param failures attempts that have failed so far
     */
    record Requeue(Delivery delivery, int failures, Instant due) implements DeliveryCommand {}

    /** Stop reading. */
    record PauseReading() implements DeliveryCommand {}

    /** Resume reading. */
    record ResumeReading() implements DeliveryCommand {}

    /** No message of this revoked slice is held. */
    record Released(Slice slice) implements DeliveryCommand {}

    /** The only instance needed. */
    PauseReading PAUSE_READING = new PauseReading();
    /** The only instance needed. */
    ResumeReading RESUME_READING = new ResumeReading();
}
