package io.walgateway.runtime.log;

import org.jspecify.annotations.Nullable;

/**
 * An exception without its message, for the log: messages of a target or a queue may quote a payload, which never
 * reaches a log. Class names and frames stay, including those of its causes.
 */
public final class Unspoken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int CAUSES_MAX = 8;

    private Unspoken(Throwable thrown, @Nullable Throwable cause) {
        super(thrown.getClass().getName(), cause, false, true);
        setStackTrace(thrown.getStackTrace());
    }

    /** The exception and its causes, without their messages. */
    public static Unspoken of(Throwable thrown) {
        return of(thrown, CAUSES_MAX);
    }

    private static Unspoken of(Throwable thrown, int causesMax) {
        Throwable cause = causesMax == 0 ? null : thrown.getCause();
        return new Unspoken(thrown, cause == null ? null : of(cause, causesMax - 1));
    }
}
