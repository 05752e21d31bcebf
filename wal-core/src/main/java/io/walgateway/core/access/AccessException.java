package io.walgateway.core.access;

/** A file of this process that a delivery needs cannot be read at present. */
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    AccessException(String why, Throwable cause) {
        super(why, cause);
    }
}
