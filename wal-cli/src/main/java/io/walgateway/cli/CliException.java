package io.walgateway.cli;

import org.jspecify.annotations.Nullable;

/** A command could not do what it was asked; the message is meant for the person who asked. */
final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int exitCode;

    CliException(String message) {
        this(message, null);
    }

    CliException(String message, @Nullable Throwable cause) {
        this(message, cause, FAILED);
    }

    private CliException(String message, @Nullable Throwable cause, int exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What was asked makes no sense, whatever the state of things. */
    static CliException misused(String message) {
        return new CliException(message, null, MISUSED);
    }

    int exitCode() {
        return exitCode;
    }
}
