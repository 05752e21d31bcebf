package io.walgateway.cli.rest;

import io.walgateway.cli.terminal.CliException;

/** There is no useful answer from an address; an immediate retry would fail in the same way. */
public final class UnreachableException extends CliException {

    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
