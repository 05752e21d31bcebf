package io.walgateway.plugin.cassandra.cluster;

import java.io.Serial;

/** There is no session with the cluster yet. */
public final class NotConnectedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public NotConnectedException(String message) {
        super(message, null, false, false);
    }
}
