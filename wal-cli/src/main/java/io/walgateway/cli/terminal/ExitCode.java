package io.walgateway.cli.terminal;

/** What the exit code of a command says. The table in {@code docs/command-line.md} holds all of them. */
public enum ExitCode {
    /** It was done. */
    DONE(0),
    /** It was refused or failed, or not all of it could be done. */
    FAILED(1),
    /** What was asked makes no sense, whatever the state of things. */
    MISUSED(2),
    /** The command worked, and its answer is no: not all parts are up, two documents differ. */
    NO(3),
    /** A fault of the program itself. */
    FAULT(70),
    /** Ended by Ctrl-C before it was done. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
