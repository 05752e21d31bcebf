package io.walgateway.core.queue;

import java.io.Serial;

/** A queue cannot be reached or does not answer; trying again later may help. */
public final class QueueUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public QueueUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
