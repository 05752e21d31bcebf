package io.walgateway.client.receiver;

/** What an application does with a delivery. Called on virtual threads, by many at once. */
@FunctionalInterface
public interface DeliveryHandler {

    /**
     * Handles a delivery; it may block. It runs to its end even when the gateway no longer waits for the answer, so the
     * message may be delivered again. It is interrupted only when the receiver closes and its time is over.
     *
     * @throws Exception counts as {@link Outcome#failed}, with the exception's class and message as the reason
     */
    Outcome handle(Delivery delivery) throws Exception;
}
