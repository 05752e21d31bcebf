package io.walgateway.plugin.cassandra.row;

import io.walgateway.core.plugin.Violation;
import java.io.Serial;

/** A payload cannot be written. There is no stack trace, because the error is in the payload, not in the program. */
public final class PayloadException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int PATH_CHARACTERS_MAX = 300;

    /**
     * @param path        a JSON pointer into the payload
     * @param value       the value at that place
     * @param expectation what was expected there
     */
    public PayloadException(String path, String value, String expectation) {
        super(
                new Violation(JsonPaths.shortened(path, PATH_CHARACTERS_MAX), JsonPaths.shortened(value), expectation)
                        .toString(),
                null,
                false,
                false);
    }
}
