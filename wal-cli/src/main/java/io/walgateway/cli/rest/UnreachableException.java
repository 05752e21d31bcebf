package io.walgateway.cli.rest;

import io.walgateway.cli.terminal.CliException;

/** Nothing useful answers at an address: another try at once ends in the same way. */
public final class UnreachableException extends CliException {

    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
