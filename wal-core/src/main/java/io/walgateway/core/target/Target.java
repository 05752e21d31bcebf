package io.walgateway.core.target;

/**
 * Takes payloads to one address. Safe for any number of threads.
 *
 * <p>A message may be delivered more than once, and where the namespace does not order, later writes may come first:
 * targets use {@link io.walgateway.core.message.Message.Lifecycle#writeTime} so that all orders end in the same state.
 */
public interface Target {

    /**
     * Delivers and says what happened. Called on a virtual thread, so it may block until the attempt's deadline; it is
     * interrupted some time after that. What it throws counts as {@link DeliveryOutcome.Failed}.
     */
    DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException;
}
