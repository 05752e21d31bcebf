package io.walgateway.cli.terminal;

import org.jspecify.annotations.Nullable;

/** A command could not do what it was asked; the message is meant for the person who asked. */
public class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CliException(String message) {
        this(message, null);
    }

    public CliException(String message, @Nullable Throwable cause) {
        this(message, cause, ExitCode.FAILED);
    }

    private CliException(String message, @Nullable Throwable cause, ExitCode exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The command line makes no sense, whatever the state of the system. */
    public static CliException misused(String message) {
        return new CliException(message, null, ExitCode.MISUSED);
    }

    public final int exitCode() {
        return exitCode.code();
    }
}
