package io.walgateway.consumer.set;

import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.core.message.Message;

/** Dead letters of single parts, for sets that skip parts which are given up. */
@FunctionalInterface
public interface PartLetters {
    /**
     * Stores a part as a dead letter of its own; without a dead-letter queue, counts and logs it. Blocks for some
     * seconds at most.
     *
     * @return false if the dead-letter queue does not have it
     */
    boolean store(Letter letter) throws InterruptedException;

    /**
     * A part that was given up.
     *
     * @param attempts that have failed
     */
    record Letter(Message part, GiveUpReason reason, String error, int attempts) {}
}
