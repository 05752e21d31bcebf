package io.walgateway.core.target;

import io.walgateway.core.message.Message;

/**
 * Prepares messages that leave the region for a target in another one: a cache may send the newest value instead of the
 * one that was written, or none at all. Safe for any number of threads.
 */
@FunctionalInterface
public interface Departure {
    /** Sends each message as it is. */
    Departure UNCHANGED = attempt -> new Ready(attempt.message());

    /** The message to send, or the outcome where none is to be sent. */
    sealed interface Prepared {}

    /** Send this one; its id, routing, lifecycle and provenance are those of the message that was given. */
    record Ready(Message message) implements Prepared {}

    /** Send nothing: the delivery has ended. */
    record Ended(DeliveryOutcome outcome) implements Prepared {}

    /** Prepares a message. Called on a virtual thread, so it may block until the attempt's deadline. */
    Prepared prepare(DeliveryAttempt attempt) throws InterruptedException;
}
