package io.walgateway.core.target;

import java.util.List;

/**
 * A target that delivers several messages with one request. Safe for any number of threads. The consumer gathers
 * deliveries for it, within {@link #limits}.
 */
public interface BatchTarget extends Target {

    /** The bounds of its requests; always the same. */
    BatchLimits limits();

    /**
     * Delivers messages with one request, and reports one outcome for each attempt, in the same order.
     *
     * <ol>
     *   <li>It is called on a virtual thread, from several threads at once, and may be called directly, beyond the limits.
     *   <li>It blocks until the <em>latest</em> deadline of its members at most, so that a member with little time left
     *       costs the others no answer. Its caller waits for each member no longer than that member's own deadline, and
     *       counts a member without an outcome by then as {@link DeliveryOutcome.Unknown}.
     *   <li>It is interrupted when no member needs its outcome any longer, or some time after the latest deadline.
     *   <li>An outcome is that of its member alone. If the whole request fails for a reason that one member may have
     *       caused, such as its size, and there are several, then the target throws {@link BatchRefusedException}: its
     *       caller delivers the members again in smaller batches, down to one, whose outcome is its own.
     *   <li>Any other exception means the same, and is logged. The exception of a single member counts as
     *       {@link DeliveryOutcome.Failed}.
     *   <li>Members with the same ordering key take effect in the order of the list.
     * </ol>
     *
     * @param attempts at least one; no two of the same ordering key if the namespace orders by key
     */
    List<DeliveryOutcome> deliverAll(List<DeliveryAttempt> attempts) throws InterruptedException;

    /** Delivers a message with a request of its own. */
    @Override
    default DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        return deliverAll(List.of(attempt)).getFirst();
    }
}
