package io.walgateway.plugin.http.connection;

/** A file of this process that a request needs cannot be read at present. */
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    AccessException(String why, Throwable cause) {
        super(why, cause);
    }
}
