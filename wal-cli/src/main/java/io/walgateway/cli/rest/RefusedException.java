package io.walgateway.cli.rest;

import io.walgateway.cli.terminal.CliException;

/** The control plane answered with a refusal. */
public final class RefusedException extends CliException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;

    RefusedException(String message, int status, String problem) {
        super(message);
        this.status = status;
        this.problem = problem;
    }

    /** True if it was a problem of this type, given as the last part of the type's URI. */
    public boolean isProblem(String type) {
        return problem.endsWith(":" + type);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
