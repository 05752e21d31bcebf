package io.walgateway.plugin.http.connection;

/** What a request needs from files of this process cannot be read at present. */
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    AccessException(String why, Throwable cause) {
        super(why, cause);
    }
}
