package io.walgateway.it.history;

import java.io.Serial;

/** The files do not form a history that could be judged. */
public final class MalformedHistoryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedHistoryException(String message) {
        super(message);
    }

    MalformedHistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
