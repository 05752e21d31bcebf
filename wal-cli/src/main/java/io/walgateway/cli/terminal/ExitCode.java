package io.walgateway.cli.terminal;

/** The meanings of a command's exit code. The table in {@code docs/command-line.md} lists them all. */
public enum ExitCode {
    /** The command did what was asked. */
    DONE(0),
    /** The request was refused or failed, or was done only in part. */
    FAILED(1),
    /** The command line makes no sense, whatever the state of the system. */
    MISUSED(2),
    /** The command worked, and its answer is no: not all parts are up, two documents differ. */
    NO(3),
    /** A fault of the program itself. */
    FAULT(70),
    /** Interrupted by Ctrl-C before it was done. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
