package io.walgateway.plugin.cassandra.row;

import io.walgateway.core.plugin.Violation;
import java.io.Serial;

/** What a payload says cannot be written. Without a stack trace: it tells of the payload, not of the program. */
public final class PayloadException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int PATH_CHARACTERS_MAX = 300;

    /**
     * @param path        a JSON pointer into the payload
     * @param value       as it stands there
     * @param expectation what would have been right
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
