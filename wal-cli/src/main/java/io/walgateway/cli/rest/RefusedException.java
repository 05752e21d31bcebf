package io.walgateway.cli.rest;

import io.walgateway.cli.terminal.CliException;

/** The control plane has answered, and refused. */
public final class RefusedException extends CliException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;

    RefusedException(String message, int status, String problem) {
        super(message);
        this.status = status;
        this.problem = problem;
    }

    /** Whether it was a problem of this type, by the last part of the type's URI. */
    public boolean isProblem(String type) {
        return problem.endsWith(":" + type);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
