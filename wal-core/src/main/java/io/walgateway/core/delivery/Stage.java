package io.walgateway.core.delivery;

import java.util.Locale;

/** Where a message in a pipeline's hand is on its way. */
public enum Stage {
    /** Behind others of its lane. */
    BEHIND,
    /** Until an earlier queue of its key is drained. */
    BARRED,
    /** Until its time: it is due later, or a backoff has to pass. */
    WAITING,
    /** It could go: until its endpoint is there and a delivery is free. */
    READY,
    /** The target has it in hand. */
    DELIVERING,
    /** The number of its failures is being stored. */
    RECORDING,
    /** It is being stored as a dead letter. */
    DEAD_LETTERING,
    /** It is being appended once more. */
    REQUEUEING,
    /** Settled, or its slice was given up. */
    GONE;

    /** As it stands in metrics, logs and reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
