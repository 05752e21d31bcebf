package io.walgateway.core.delivery;

import java.util.Locale;

/** The stage of a message that a pipeline holds. */
public enum Stage {
    /** Waits behind other messages of its lane. */
    BEHIND,
    /** Waits until an earlier queue of its key is drained. */
    BARRED,
    /** Waits for its time: its due time or the end of a backoff. */
    WAITING,
    /** Could be delivered: waits until its endpoint is reachable and a concurrent delivery is free. */
    READY,
    /** Is being delivered to the target. */
    DELIVERING,
    /** The number of its failures is being stored. */
    RECORDING,
    /** Is being stored as a dead letter. */
    DEAD_LETTERING,
    /** Is being appended again. */
    REQUEUEING,
    /** Settled, or its slice was given up. */
    GONE;

    /** The name as it appears in metrics, logs and reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
