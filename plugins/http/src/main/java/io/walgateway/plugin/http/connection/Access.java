package io.walgateway.plugin.http.connection;

import java.util.Optional;

/**
 * The client and the authorization of a delivery, which closes it when its last request has ended.
 *
 * @param authorization the value of the header, if there is one; secret
 */
public record Access(PooledClient client, Optional<String> authorization) implements AutoCloseable {

    /** Without the secret. */
    @Override
    public String toString() {
        return authorization.isPresent() ? "access with authorization" : "access";
    }

    @Override
    public void close() {
        client.leave();
    }
}
