package io.walgateway.standalone;

import org.jspecify.annotations.Nullable;

/** A command could not do what it was asked; the message is meant for the person who asked. */
final class StandaloneException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int exitCode;

    StandaloneException(String message) {
        this(message, null);
    }

    StandaloneException(String message, @Nullable Throwable cause) {
        this(message, cause, FAILED);
    }

    private StandaloneException(String message, @Nullable Throwable cause, int exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What was asked makes no sense, whatever the state of things. */
    static StandaloneException misused(String message) {
        return new StandaloneException(message, null, MISUSED);
    }

    int exitCode() {
        return exitCode;
    }
}
