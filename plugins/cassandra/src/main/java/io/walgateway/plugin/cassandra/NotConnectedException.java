package io.walgateway.plugin.cassandra;

import java.io.Serial;

/** There is no session with the cluster yet. */
final class NotConnectedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    NotConnectedException(String message) {
        super(message, null, false, false);
    }
}
