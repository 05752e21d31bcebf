package io.walgateway.core.target;

/**
 * Delivers payloads to one address. Safe for any number of threads.
 *
 * <p>A message may be delivered more than once, and if the namespace does not order, later writes may arrive first.
 * Targets use {@link io.walgateway.core.message.Message.Lifecycle#writeTime} so that all orders lead to the same state.
 */
public interface Target {

    /**
     * Delivers a message and reports the outcome. Called on a virtual thread, so it may block until the attempt's
     * deadline; it is interrupted some time after that. An exception counts as {@link DeliveryOutcome.Failed}.
     */
    DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException;
}
