package io.walgateway.cli;

import org.jspecify.annotations.Nullable;

/** A command could not do what it was asked; the message is meant for the person who asked. */
final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int exitCode;
    private final String problem;

    CliException(String message) {
        this(message, null);
    }

    CliException(String message, @Nullable Throwable cause) {
        this(message, cause, FAILED, "");
    }

    private CliException(String message, @Nullable Throwable cause, int exitCode, String problem) {
        super(message, cause);
        this.exitCode = exitCode;
        this.problem = problem;
    }

    /** What was asked makes no sense, whatever the state of things. */
    static CliException misused(String message) {
        return new CliException(message, null, MISUSED, "");
    }

    /** The control plane refused it, with a problem of this type. */
    static CliException refused(String problem, String message) {
        return new CliException(message, null, FAILED, problem);
    }

    /** Whether the control plane refused it with a problem of this type, by the last part of the type's URI. */
    boolean isProblem(String type) {
        return problem.endsWith(":" + type);
    }

    int exitCode() {
        return exitCode;
    }
}
