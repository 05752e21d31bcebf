package io.walgateway.core.queue;

import io.walgateway.core.plugin.Violation;

/** The servers of a queue do not take one value of its configuration. */
public final class QueueRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    /**
     * Names the value.
     *
     * @param violation its path is relative to the queue's configuration
     */
    public QueueRefusedException(Violation violation) {
        super(violation.toString());
        this.violation = violation;
    }

    /** The value that is refused. */
    public Violation violation() {
        return violation;
    }
}
