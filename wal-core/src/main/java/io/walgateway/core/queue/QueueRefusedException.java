package io.walgateway.core.queue;

import io.walgateway.core.plugin.Violation;

/** The queue's servers refuse one value of its configuration. */
public final class QueueRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    /**
     * Names the refused value.
     *
     * @param violation its path is relative to the queue's configuration
     */
    public QueueRefusedException(Violation violation) {
        super(violation.toString());
        this.violation = violation;
    }

    /** The refused value. */
    public Violation violation() {
        return violation;
    }
}
