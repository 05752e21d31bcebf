package io.walgateway.core.delivery;

import io.walgateway.core.queue.Slice;
import java.time.Instant;

/** What a pipeline is to do. */
public sealed interface DeliveryCommand {

    /**
     * Hand the message to its target; answer with {@link DeliveryEvent.Completed}.
     *
     * @param attempt from 1
     */
    record Deliver(Delivery delivery, int attempt) implements DeliveryCommand {}

    /** The message is settled. */
    record Acknowledge(Delivery delivery) implements DeliveryCommand {}

    /** Store the number of failures; answer with {@link DeliveryEvent.AttemptsRecorded}. */
    record RecordAttempts(Delivery delivery, int failures) implements DeliveryCommand {}

    /**
     * Store it as a dead letter, or where there is no dead-letter queue, count and log it; answer with
     * {@link DeliveryEvent.DeadLettered} or {@link DeliveryEvent.DeadLetterFailed}.
     */
    record DeadLetter(Delivery delivery, GiveUpReason reason, String error) implements DeliveryCommand {}

    /**
     * Append it once more, to come out when it is due; answer with {@link DeliveryEvent.Requeued} or
     * {@link DeliveryEvent.RequeueFailed}.
     *
     * @param failures attempts that have failed so far
     */
    record Requeue(Delivery delivery, int failures, Instant due) implements DeliveryCommand {}

    /** Read no further. */
    record PauseReading() implements DeliveryCommand {}

    /** Read on. */
    record ResumeReading() implements DeliveryCommand {}

    /** Nothing of this slice, which was revoked, is in hand any more. */
    record Released(Slice slice) implements DeliveryCommand {}

    /** The one instance that is ever needed. */
    PauseReading PAUSE_READING = new PauseReading();
    /** The one instance that is ever needed. */
    ResumeReading RESUME_READING = new ResumeReading();
}
